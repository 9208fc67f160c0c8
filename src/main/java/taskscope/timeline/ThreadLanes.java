package taskscope.timeline;

import taskscope.trace.Events;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.TokenSample;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;

/// The worker threads: plain `def` tasks and routes, and who waits for a thread.
final class ThreadLanes {

    private final Layout layout;
    private final LaneBook book;

    private ThreadLanes(Layout layout, int firstLane) {
        this.layout = layout;
        this.book = new LaneBook(layout.index(), firstLane, 0);
    }

    static LaneGroup of(Layout layout, int firstLane) {
        var lanes = new ThreadLanes(layout, firstLane);
        Trace trace = layout.trace();
        trace.requests().forEach(lanes::addRoute);
        trace.tasks().stream()
                .filter(task -> !task.isAsync() && task.hasStarted())
                .forEach(lanes::addTask);
        trace.tokenWaits().forEach(lanes::addWait);
        return lanes.book.group("Worker threads", caption(trace));
    }

    private static String caption(Trace trace) {
        return trace.tokenSamples().stream()
                .max((a, b) -> Integer.compare(a.borrowed(), b.borrowed()))
                .map(ThreadLanes::caption)
                .orElse("where plain def functions run");
    }

    private static String caption(TokenSample peak) {
        return "at most " + peak.borrowed() + " of " + peak.total() + " in use";
    }

    private void addTask(Task task) {
        Style style = Style.of(Role.TASK, Look.RUNNING).inThread().torn(task.outcome() == Task.Outcome.RUNNING);
        var ran = task.ran(layout.trace().endNanos());
        var thing = new Thing(Thing.Kind.TASK, task.id());
        lane(layout.workers().ofTask(task.id()), task.process()).box(ran.startNanos(), ran.endNanos(), thing, style);
    }

    private void addRoute(Request request) {
        Events events = layout.trace().events();
        int started = request.marks().routeStarted();
        if (started != Trace.NONE && isPlain(request)) {
            int ended = request.marks().routeEnded();
            long endNanos = ended == Trace.NONE ? layout.trace().endNanos() : events.timeNanos(ended);
            Style style = Style.of(Role.REQUEST, Look.RUNNING).inThread().torn(ended == Trace.NONE);
            lane(layout.workers().ofRequest(request.id()), request.process())
                    .box(events.timeNanos(started), endNanos, new Thing(Thing.Kind.REQUEST, request.id()), style);
        }
    }

    private boolean isPlain(Request request) {
        return request.routeFunction() != Trace.NONE
                && layout.trace().functions().get(request.routeFunction()).mode() == FunctionInfo.Mode.SYNC;
    }

    private void addWait(TokenWait wait) {
        var thing = wait.task() == Trace.NONE
                ? new Thing(Thing.Kind.REQUEST, wait.request())
                : new Thing(Thing.Kind.TASK, wait.task());
        boolean isOpen = wait.endNanos() == Trace.NEVER;
        Style style = Style.of(wait.task() == Trace.NONE ? Role.REQUEST : Role.TASK, Look.QUEUED)
                .torn(isOpen);
        long endNanos = isOpen ? layout.trace().endNanos() : wait.endNanos();
        book.together(new Thing(Thing.Kind.THREADS, wait.process()), "waiting for a thread")
                .box(wait.startNanos(), endNanos, thing, style);
    }

    private LaneContents lane(int thread, int process) {
        return thread == Trace.NONE
                ? book.together(new Thing(Thing.Kind.THREADS, process), "some worker thread" + ofProcess(process))
                : book.together(
                        new Thing(Thing.Kind.THREAD, thread), "worker thread " + number(thread) + ofProcess(process));
    }

    /// AnyIO gives all its threads the same name, so they are counted within their process.
    private int number(int thread) {
        var threads = layout.trace().threads();
        return (int) threads.subList(0, thread + 1).stream()
                .filter(each -> each.process() == threads.get(thread).process()
                        && each.role() == threads.get(thread).role())
                .count();
    }

    private String ofProcess(int process) {
        return layout.trace().processes().size() == 1
                ? ""
                : " of " + layout.trace().processes().get(process).pid();
    }
}
