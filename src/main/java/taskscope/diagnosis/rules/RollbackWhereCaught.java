package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.UserCode;
import taskscope.trace.Location;
import taskscope.traceback.Frame;

/// A rollback in the `except` that caught a failed flush.
final class RollbackWhereCaught {

    private static final Pattern EXCEPT = Pattern.compile("(?<indent>\\s*)except\\b.*:\\s*");
    private static final Pattern ON_SESSION = Pattern.compile("(?<session>\\w+)\\.\\w+\\(");

    private RollbackWhereCaught() {}

    /// `db.rollback()` as the first thing in the `except` that caught the failed flush.
    static Optional<Fix> fix(UserCode code, Frame flushedAt) {
        Location at = HeldLoop.locationOf(flushedAt);
        Matcher session = ON_SESSION.matcher(flushedAt.code());
        if (!session.find()) {
            return Optional.empty();
        }
        String awaits = flushedAt.code().contains("await ") ? "await " : "";
        return code.functionAround(at.file(), at.line()).flatMap(function -> {
            List<String> source = function.source();
            int tried = indent(source.get(at.line() - function.line()));
            for (int line = at.line() - function.line() + 1; line < source.size(); line++) {
                Matcher caught = EXCEPT.matcher(source.get(line));
                if (caught.matches() && caught.group("indent").length() < tried) {
                    String call = caught.group("indent") + "    " + awaits + session.group("session") + ".rollback()";
                    return Optional.of(new Fix(
                            "Roll back where the error is caught",
                            function.file(),
                            function.line() + line,
                            source.get(line),
                            source.get(line) + "\n" + call));
                }
            }
            return Optional.empty();
        });
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
