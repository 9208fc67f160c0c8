package taskscope.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One SQL statement, without its text: `verb` is `SELECT`, `tables` are names, `keys` salted hashes as in [RowKey];
/// `rows` is -1 where unknown. `timeNanos` is when it ended.
public record Statement(
        int id,
        int process,
        int event,
        int session,
        int connection,
        int request,
        int task,
        String verb,
        List<String> tables,
        List<String> keys,
        long timeNanos,
        long durationNanos,
        long rows,
        int exception,
        @Nullable Location at) {

    public Statement {
        tables = List.copyOf(tables);
        keys = List.copyOf(keys);
    }
}
