package taskscope.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import taskscope.time.TimeRange;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// Draws a trace by hand: requests, tasks, sessions and stalls with their times in milliseconds, and their events.
public final class TraceSketch {

    private static final long MILLI_NANOS = 1_000_000;

    /// An event before it has its place.
    private record Draft(long timeNanos, EventKind kind, int request, int task, int thread, int subject, long value) {}

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final List<FunctionInfo> functions = new ArrayList<>();
    private final List<RaisedException> exceptions = new ArrayList<>();
    private final Map<String, Integer> marks = new HashMap<>();
    private final Map<Integer, Integer> queues = new HashMap<>();
    private final Map<Integer, Integer> firstSession = new HashMap<>();

    /// A request that answers 200; -1 for an answer or end that never came.
    public int request(String method, String path, double start, double answer, double end) {
        int id = requests.size();
        mark("r" + id + "s", event(start, EventKind.REQUEST_STARTED, id, Trace.NONE, id, 0));
        if (answer >= 0) {
            mark("r" + id + "a", event(answer, EventKind.RESPONSE_ENDED, id, Trace.NONE, id, 0));
        }
        if (end >= 0) {
            mark("r" + id + "e", event(end, EventKind.REQUEST_ENDED, id, Trace.NONE, id, 0));
        }
        requests.add(new Request(
                id,
                0,
                false,
                method,
                path,
                "",
                200,
                Trace.NONE,
                nanos(start),
                nanos(answer),
                nanos(answer),
                Trace.NEVER,
                nanos(end),
                Trace.NONE,
                Trace.NONE,
                Trace.NONE,
                NO_MARKS));
        return id;
    }

    private static final Request.Marks NO_MARKS = new Request.Marks(-1, -1, -1, -1, -1, -1, -1);

    /// A task; `start` is -1 where it never ran.
    public int task(
            int request, String name, boolean isAsync, double queued, double start, double end, Task.Outcome outcome) {
        int id = tasks.size();
        int position = queues.merge(request, 1, Integer::sum) - 1;
        mark("t" + id + "q", event(queued, EventKind.TASK_QUEUED, request, id, Trace.NONE, 0));
        if (start >= 0) {
            mark("t" + id + "s", event(start, EventKind.TASK_STARTED, request, id, Trace.NONE, 0));
        }
        int exception = outcome == Task.Outcome.FAILED ? exceptions.size() : Trace.NONE;
        if (exception != Trace.NONE) {
            exceptions.add(new RaisedException(
                    "sqlalchemy.orm.exc.DetachedInstanceError",
                    "detached",
                    List.of(),
                    null,
                    null,
                    false,
                    List.of(),
                    List.of()));
            event(end, EventKind.EXCEPTION_SEEN, request, id, exception, 0);
        }
        EventKind last = last(outcome);
        if (last != EventKind.TASK_QUEUED) {
            mark("t" + id + "e", event(end, last, request, id, exception, 0));
        }
        tasks.add(new Task(
                id,
                0,
                request,
                request,
                position,
                "main." + name,
                Trace.NONE,
                isAsync,
                null,
                Trace.NONE,
                List.of(),
                Trace.NONE,
                nanos(queued),
                nanos(start),
                nanos(end),
                outcome,
                "",
                exception,
                new Task.Marks(-1, -1, -1)));
        return id;
    }

    private static EventKind last(Task.Outcome outcome) {
        return switch (outcome) {
            case ENDED -> EventKind.TASK_ENDED;
            case FAILED -> EventKind.TASK_FAILED;
            case CANCELLED -> EventKind.TASK_CANCELLED;
            case RUNNING, NEVER_STARTED -> EventKind.TASK_QUEUED;
        };
    }

    /// A session of a request that `get_db` opened; -1 where it was never closed.
    public int session(int request, double created, double closed) {
        int id = sessions.size();
        firstSession.putIfAbsent(request, id);
        int event = event(created, EventKind.SESSION_CREATED, request, Trace.NONE, id, 0);
        List<Session.Step> steps = new ArrayList<>();
        if (closed >= 0) {
            int at = event(closed, EventKind.SESSION_CLOSED, request, Trace.NONE, id, 0);
            steps.add(new Session.Step(
                    Session.Action.CLOSED,
                    at,
                    nanos(closed),
                    request,
                    Trace.NONE,
                    Trace.NONE,
                    Trace.NONE,
                    Trace.NONE,
                    List.of()));
        }
        sessions.add(
                new Session(id, 0, "Session", new Location("main.py", 11, "get_db"), nanos(created), event, steps));
        return id;
    }

    /// A stall that a task's `requests.get` made.
    public int stall(int request, int task, double start, double end) {
        int id = stalls.size();
        event(start, EventKind.STALL_STARTED, request, task, id, 0);
        event(end, EventKind.STALL_ENDED, request, task, id, nanos(end) - nanos(start));
        var frames = List.of(
                new Frame("main.py", 12, "sync_partner", "requests.get(url)", true),
                new Frame("requests/api.py", 73, "get", "", false));
        stalls.add(stall(id, request, task, new TimeRange(nanos(start), nanos(end)), frames));
        return id;
    }

    private static Stall stall(int id, int request, int task, TimeRange when, List<Frame> frames) {
        return new Stall(
                id,
                0,
                Trace.NONE,
                when,
                true,
                Stall.Owner.TASK,
                request,
                task,
                "sync_partner",
                1,
                -1,
                -1,
                List.of(),
                List.of(new Stall.Sample(20, frames)),
                new Stall.Marks(-1, -1));
    }

    /// Any event that only has to be there.
    public int event(double millis, EventKind kind, int request, int task, int subject, long value) {
        drafts.add(new Draft(nanos(millis), kind, request, task, Trace.NONE, subject, value));
        return drafts.size() - 1;
    }

    private void mark(String name, int draft) {
        marks.put(name, draft);
    }

    private static long nanos(double millis) {
        return millis < 0 ? Trace.NEVER : Math.round(millis * MILLI_NANOS);
    }

    public Trace trace() {
        List<Integer> order = IntStream.range(0, drafts.size())
                .boxed()
                .sorted(Comparator.comparingLong(each -> drafts.get(each).timeNanos()))
                .toList();
        var places = new int[drafts.size()];
        for (int place = 0; place < order.size(); place++) {
            places[order.get(place)] = place;
        }
        List<Draft> sorted = order.stream().map(drafts::get).toList();
        long endNanos = sorted.isEmpty() ? 0 : sorted.getLast().timeNanos();
        return new Trace(
                new TraceInfo(
                        "run",
                        "3.11.7",
                        "linux",
                        "/srv",
                        List.of("uvicorn"),
                        "0.1.0",
                        Map.of(),
                        EnumSet.allOf(Sensor.class),
                        Set.of(),
                        0),
                new Sorted(sorted),
                List.of(new ProcessInfo(4711, 1, "main", 0, Trace.NEVER, OptionalInt.empty())),
                List.of(),
                functions,
                exceptions,
                requests.stream().map(each -> marked(each, places)).toList(),
                tasks.stream().map(each -> marked(each, places)).toList(),
                List.of(),
                sessions.stream().map(each -> marked(each, places)).toList(),
                List.of(),
                List.of(),
                stalls,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                endNanos);
    }

    private int place(String name, int[] places) {
        Integer draft = marks.get(name);
        return draft == null ? Trace.NONE : places[draft];
    }

    private Request marked(Request request, int[] places) {
        String name = "r" + request.id();
        var found = new Request.Marks(
                place(name + "s", places), -1, -1, -1, place(name + "a", places), -1, place(name + "e", places));
        return new Request(
                request.id(),
                0,
                false,
                request.method(),
                request.path(),
                "",
                200,
                Trace.NONE,
                request.startNanos(),
                request.responseStartNanos(),
                request.responseEndNanos(),
                Trace.NEVER,
                request.endNanos(),
                Trace.NONE,
                Trace.NONE,
                Trace.NONE,
                found);
    }

    private Task marked(Task task, int[] places) {
        String name = "t" + task.id();
        return new Task(
                task.id(),
                0,
                task.request(),
                task.queue(),
                task.position(),
                task.name(),
                Trace.NONE,
                task.isAsync(),
                null,
                Trace.NONE,
                arguments(task),
                Trace.NONE,
                task.queuedNanos(),
                task.startNanos(),
                task.endNanos(),
                task.outcome(),
                "",
                task.exception(),
                new Task.Marks(place(name + "q", places), place(name + "s", places), place(name + "e", places)));
    }

    /// A task that raised was given an object of its request's first session.
    private List<Argument> arguments(Task task) {
        Integer session = firstSession.get(task.request());
        return session == null || task.outcome() != Task.Outcome.FAILED
                ? List.of()
                : List.of(new Argument("order", "main.Order", Argument.Nature.ORM, session, -1, false, ""));
    }

    private static Session marked(Session session, int[] places) {
        return new Session(
                session.id(),
                0,
                session.className(),
                session.createdAt(),
                session.createdNanos(),
                places[session.event()],
                session.steps().stream()
                        .map(step -> new Session.Step(
                                step.action(),
                                places[step.event()],
                                step.timeNanos(),
                                step.request(),
                                step.task(),
                                step.thread(),
                                step.statement(),
                                step.exception(),
                                step.rows()))
                        .toList());
    }

    /// The drafts in their order.
    private record Sorted(List<Draft> drafts) implements Events {

        @Override
        public int count() {
            return drafts.size();
        }

        @Override
        public long timeNanos(int event) {
            return drafts.get(event).timeNanos();
        }

        @Override
        public EventKind kind(int event) {
            return drafts.get(event).kind();
        }

        @Override
        public int process(int event) {
            return 0;
        }

        @Override
        public int sequence(int event) {
            return event + 1;
        }

        @Override
        public int request(int event) {
            return drafts.get(event).request();
        }

        @Override
        public int task(int event) {
            return drafts.get(event).task();
        }

        @Override
        public int thread(int event) {
            return drafts.get(event).thread();
        }

        @Override
        public int subject(int event) {
            return drafts.get(event).subject();
        }

        @Override
        public long value(int event) {
            return drafts.get(event).value();
        }
    }
}
