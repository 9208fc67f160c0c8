package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.FunctionInfo;
import taskscope.trace.ThreadInfo;
import taskscope.trace.Trace;

/// The threads and functions that a run names.
final class CodeDrafts {

    private final List<ThreadInfo> threads = new ArrayList<>();
    private final IdIndex threadById = new IdIndex();
    private final IdIndex introduced = new IdIndex();
    private final List<FunctionInfo> functions = new ArrayList<>();
    private final IdIndex functionById = new IdIndex();

    int threadSeen(CurrentEvent event) {
        int thread = thread(event.process(), event.threadId());
        if (thread != Trace.NONE) {
            threads.set(thread, new ThreadInfo(event.process(), event.text(Key.NAME), role(event.text(Key.ROLE))));
            event.setThread(thread);
            introduced.put(event.process(), event.threadId(), thread);
        }
        return thread;
    }

    /// Not so for one that was only named.
    boolean isIntroduced(int process, int id) {
        return introduced.find(process, id) != Trace.NONE;
    }

    /// A thread whose introduction was lost is there all the same.
    int thread(int process, int id) {
        int known = threadById.find(process, id);
        if (id == Trace.NONE || known != Trace.NONE) {
            return known;
        }
        threadById.put(process, id, threads.size());
        threads.add(new ThreadInfo(process, "thread " + id, ThreadInfo.Role.OTHER));
        return threads.size() - 1;
    }

    boolean isWorker(int thread) {
        return thread != Trace.NONE && threads.get(thread).role() == ThreadInfo.Role.WORKER;
    }

    int functionSeen(CurrentEvent event) {
        functionById.put(event.process(), event.id(Key.FUNCTION), functions.size());
        functions.add(new FunctionInfo(
                event.text(Key.NAME),
                event.text(Key.FILE),
                event.whole(Key.LINE, 0),
                mode(event.text(Key.MODE)),
                event.flag(Key.USERS),
                event.texts(Key.SOURCE)));
        return functions.size() - 1;
    }

    int function(int process, int id) {
        return functionById.find(process, id);
    }

    List<ThreadInfo> threads() {
        return List.copyOf(threads);
    }

    List<FunctionInfo> functions() {
        return List.copyOf(functions);
    }

    private static ThreadInfo.Role role(String id) {
        return Names.of(ThreadInfo.Role.class, id, ThreadInfo.Role.OTHER);
    }

    private static FunctionInfo.Mode mode(String id) {
        return Names.of(FunctionInfo.Mode.class, id, FunctionInfo.Mode.SYNC);
    }
}
