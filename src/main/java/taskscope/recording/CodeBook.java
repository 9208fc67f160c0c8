package taskscope.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.FunctionInfo;
import taskscope.trace.ThreadInfo;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// The functions, threads and exceptions of a run: what other events name by a number.
final class CodeBook {

    /// Chains longer than this are cut: a hostile recording could make a ring.
    private static final int LONGEST_CHAIN = 32;

    /// An exception as it was told, its relatives still by number.
    private record Told(
            int process,
            String type,
            String message,
            List<Frame> frames,
            long cause,
            long context,
            boolean isSuppressed,
            List<@Nullable Object> group,
            List<String> notes) {}

    private final List<FunctionInfo> functions = new ArrayList<>();
    private final List<ThreadInfo> threads = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Ids functionIds = new Ids();
    private final Ids threadIds = new Ids();
    private final Ids exceptionIds = new Ids();

    int function(Entry entry) {
        return function(entry.process, entry.raw.number(Key.FUNCTION, 0));
    }

    int function(int process, long id) {
        return functionIds.find(process, id);
    }

    int exception(Entry entry) {
        return exceptionIds.find(entry.process, entry.raw.number(Key.EXCEPTION, 0));
    }

    int thread(int process, long id) {
        return threadIds.find(process, id);
    }

    boolean isWorker(int thread) {
        return threads.get(thread).role() == ThreadInfo.Role.WORKER;
    }

    int functionSeen(Entry entry) {
        RawEvent raw = entry.raw;
        functions.add(new FunctionInfo(
                raw.text(Key.NAME),
                raw.text(Key.FILE),
                raw.small(Key.LINE, 0),
                named(FunctionInfo.Mode.values(), raw.text(Key.MODE), FunctionInfo.Mode.SYNC),
                raw.isTrue(Key.USERS),
                texts(raw.list(Key.SOURCE))));
        functionIds.renew(entry.process, raw.number(Key.FUNCTION, 0), functions.size() - 1);
        return functions.size() - 1;
    }

    int threadSeen(Entry entry) {
        RawEvent raw = entry.raw;
        threads.add(new ThreadInfo(
                entry.process,
                raw.text(Key.NAME),
                named(ThreadInfo.Role.values(), raw.text(Key.ROLE), ThreadInfo.Role.OTHER)));
        threadIds.renew(entry.process, raw.number(Key.THREAD, 0), threads.size() - 1);
        return threads.size() - 1;
    }

    int exceptionSeen(Entry entry) {
        RawEvent raw = entry.raw;
        told.add(new Told(
                entry.process,
                raw.text(Key.TYPE),
                raw.text(Key.MESSAGE),
                Frames.of(raw.list(Key.FRAMES)),
                raw.number(Key.CAUSE, 0),
                raw.number(Key.CONTEXT, 0),
                raw.isTrue(Key.SUPPRESSED),
                List.copyOf(raw.list(Key.GROUP).stream()
                        .filter(Long.class::isInstance)
                        .toList()),
                texts(raw.list(Key.NOTES))));
        exceptionIds.renew(entry.process, raw.number(Key.EXCEPTION, 0), told.size() - 1);
        return told.size() - 1;
    }

    private static <T extends Enum<T>> T named(T[] values, String id, T otherwise) {
        for (T value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(id)) {
                return value;
            }
        }
        return otherwise;
    }

    private static List<String> texts(List<@Nullable Object> raw) {
        return raw.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    List<FunctionInfo> functions() {
        return List.copyOf(functions);
    }

    List<ThreadInfo> threads() {
        return List.copyOf(threads);
    }

    List<RaisedException> exceptions() {
        Map<Integer, RaisedException> made = new HashMap<>();
        List<RaisedException> exceptions = new ArrayList<>(told.size());
        for (int i = 0; i < told.size(); i++) {
            exceptions.add(exception(i, LONGEST_CHAIN, made));
        }
        return exceptions;
    }

    private RaisedException exception(int index, int left, Map<Integer, RaisedException> made) {
        RaisedException known = made.get(index);
        if (known != null) {
            return known;
        }
        Told each = told.get(index);
        List<RaisedException> group = new ArrayList<>();
        for (Object id : each.group) {
            RaisedException member = id instanceof Long number ? relative(each.process, number, left, made) : null;
            if (member != null) {
                group.add(member);
            }
        }
        var exception = new RaisedException(
                each.type,
                each.message,
                each.frames,
                relative(each.process, each.cause, left, made),
                relative(each.process, each.context, left, made),
                each.isSuppressed,
                group,
                each.notes);
        if (left == LONGEST_CHAIN) {
            made.put(index, exception);
        }
        return exception;
    }

    private @Nullable RaisedException relative(int process, long id, int left, Map<Integer, RaisedException> made) {
        int index = exceptionIds.find(process, id);
        return index == Trace.NONE || left == 0 ? null : exception(index, left - 1, made);
    }
}
