package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static taskscope.recording.Recordings.event;
import static taskscope.recording.Recordings.trace;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import taskscope.time.TimeRange;
import taskscope.trace.Argument;
import taskscope.trace.Dependency;
import taskscope.trace.Location;
import taskscope.trace.ProcessInfo;
import taskscope.trace.Request;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;

/// Begin and end become one thing, and ids of a process indexes of the trace. Event n is at n - 1 microseconds.
class TraceBuilderTest {

    private static final int NONE = Trace.NONE;
    private static final long NEVER = Trace.NEVER;

    private static final String FUNCTION = "function.seen\",\"function\":4,\"name\":\"main.mail\",\"file\":\"main.py\","
            + "\"line\":3,\"mode\":\"sync\",\"users\":true,\"source\":[\"def mail(): ...\"]";
    private static final String REQUEST = "request.started\",\"request\":9,\"thread\":1,\"protocol\":\"http\","
            + "\"method\":\"POST\",\"path\":\"/order\",\"client\":\"127.0.0.1:1\",\"loop\":1";
    private static final String QUEUED = "task.queued\",\"request\":9,\"task\":5,\"thread\":1,\"queue\":7,"
            + "\"name\":\"main.mail\",\"function\":4,\"mode\":\"sync\","
            + "\"at\":{\"file\":\"main.py\",\"line\":9,\"function\":\"order\"},\"caller\":4,"
            + "\"arguments\":[{\"name\":\"db\",\"type\":\"Session\",\"is\":\"session\",\"session\":3,\"default\":true,\"value\":\"Session()\"}]";

    @Test
    void aRequestIsPutTogether() {
        Trace trace = trace(
                event(1, FUNCTION),
                event(2, REQUEST),
                event(3, "route.started\",\"request\":9,\"thread\":1,\"function\":4,\"template\":\"/order\""),
                event(4, "route.ended\",\"request\":9,\"thread\":1"),
                event(5, "response.queue\",\"request\":9,\"queue\":7,\"injected\":8,\"response\":\"JSONResponse\""),
                event(6, "response.started\",\"request\":9,\"status\":201"),
                event(7, "response.ended\",\"request\":9,\"bytes\":11"),
                event(8, "request.disconnected\",\"request\":9"),
                event(9, "request.ended\",\"request\":9"));
        assertEquals(
                List.of(new Request(
                        0,
                        0,
                        false,
                        "POST",
                        "/order",
                        "127.0.0.1:1",
                        201,
                        0,
                        1_000,
                        5_000,
                        6_000,
                        7_000,
                        8_000,
                        NONE,
                        0,
                        1,
                        new Request.Marks(1, 2, 3, 5, 6, 7, 8))),
                trace.requests());
        assertEquals(
                "5000 response.started p0 n6 r0 t-1 th-1 s-1 v201",
                Recordings.texts(trace.events()).get(5));
        assertEquals(2_000, trace.info().startUnixNanos());
    }

    @Test
    void aTaskIsPutTogetherAndRunsOnTheWorkerThatItsEventsComeFrom() {
        Trace trace = trace(
                event(1, FUNCTION),
                event(2, "thread.seen\",\"thread\":1,\"name\":\"MainThread\",\"role\":\"loop\""),
                event(3, "thread.seen\",\"thread\":2,\"name\":\"AnyIO worker thread\",\"role\":\"worker\""),
                event(4, REQUEST),
                event(5, QUEUED),
                event(6, "task.started\",\"request\":9,\"task\":5,\"thread\":1,\"name\":\"main.mail\""),
                event(7, "session.committed\",\"request\":9,\"task\":5,\"thread\":2,\"session\":3"),
                event(8, "task.ended\",\"request\":9,\"task\":5,\"thread\":1,\"returned\":\"NoneType\""));
        assertEquals(
                List.of(new Task(
                        0,
                        0,
                        0,
                        0,
                        0,
                        "main.mail",
                        0,
                        false,
                        new Location("main.py", 9, "order"),
                        0,
                        List.of(new Argument("db", "Session", Argument.Nature.SESSION, 0, -1, true, "Session()")),
                        1,
                        4_000,
                        5_000,
                        7_000,
                        Task.Outcome.ENDED,
                        "NoneType",
                        NONE,
                        new Task.Marks(4, 5, 7))),
                trace.tasks());
    }

    @Test
    void whatDidNotHappenIsNever() {
        Trace trace = trace(event(1, FUNCTION), event(2, REQUEST), event(3, QUEUED));
        Task task = trace.tasks().getFirst();
        assertEquals(Task.Outcome.NEVER_STARTED, task.outcome());
        assertEquals(List.of(NEVER, NEVER), List.of(task.startNanos(), task.endNanos()));
        assertEquals(new Task.Marks(2, NONE, NONE), task.marks());
        assertEquals(NEVER, trace.requests().getFirst().endNanos());
    }

    @Test
    void aTaskThatIsRunTwiceIsTwoTasks() {
        Trace trace = trace(
                event(1, REQUEST),
                event(2, QUEUED),
                event(3, "task.started\",\"request\":9,\"task\":5,\"name\":\"main.mail\""),
                event(4, "task.ended\",\"request\":9,\"task\":5"),
                event(5, "task.started\",\"request\":9,\"task\":5,\"name\":\"main.mail\""));
        assertEquals(
                List.of(Task.Outcome.ENDED, Task.Outcome.RUNNING),
                trace.tasks().stream().map(Task::outcome).toList());
    }

    @Test
    void aFailedTaskHasItsExceptionWithItsCause() {
        Trace trace = trace(
                event(
                        1,
                        "exception.seen\",\"exception\":1,\"type\":\"KeyError\",\"message\":\"'a'\","
                                + "\"frames\":[[\"main.py\",4,\"mail\",\"x['a']\",1]]"),
                event(
                        2,
                        "exception.seen\",\"exception\":2,\"type\":\"app.Bad\",\"message\":\"b\",\"frames\":[],"
                                + "\"cause\":1,\"suppressed\":true,\"notes\":[\"order 7\"]"),
                event(3, "task.started\",\"task\":5,\"name\":\"main.mail\""),
                event(4, "task.failed\",\"task\":5,\"exception\":2"));
        var exception = trace.exceptions().get(trace.tasks().getFirst().exception());
        assertEquals(List.of("order 7"), exception.notes());
        assertEquals(trace.exceptions().getFirst(), exception.cause());
        assertEquals(
                List.of(new Frame("main.py", 4, "mail", "x['a']", true)),
                trace.exceptions().getFirst().frames());
        assertEquals(1, trace.events().subject(3));
    }

    @Test
    void aDependencyIsPutTogether() {
        Trace trace = trace(
                event(1, FUNCTION),
                event(2, REQUEST),
                event(3, "dependency.entering\",\"request\":9,\"dependency\":1,\"function\":4,\"scope\":\"function\""),
                event(4, "dependency.entered\",\"request\":9,\"dependency\":1"),
                event(5, "dependency.exiting\",\"request\":9,\"dependency\":1"),
                event(6, "dependency.exited\",\"request\":9,\"dependency\":1"));
        assertEquals(
                List.of(new Dependency(
                        0,
                        0,
                        0,
                        0,
                        Dependency.Scope.FUNCTION,
                        2_000,
                        3_000,
                        4_000,
                        5_000,
                        NONE,
                        NONE,
                        new Dependency.Marks(2, 3, 4, 5))),
                trace.dependencies());
    }

    @Test
    void aStallWithItsSamplesIsPutTogetherAndSortedToItsBegin() {
        Trace trace = trace(
                event(1, REQUEST),
                event(4_000, 1, 2, "task.started\",\"request\":9,\"task\":5,\"name\":\"main.mail\""),
                event(2_000, 1, 3, "stall.started\",\"request\":9,\"thread\":1,\"stall\":1,\"loop\":1"),
                event(
                        5_000,
                        1,
                        4,
                        "stall.ended\",\"request\":9,\"task\":5,\"thread\":1,\"stall\":1,\"durationNanos\":3000,"
                                + "\"callbacks\":2,\"cpuNanos\":5,\"processCpuNanos\":6,\"owner\":\"task\","
                                + "\"coroutine\":\"mail\",\"samples\":[{\"count\":3,\"frames\":[[\"a.py\",1,\"f\",\"\",0]]}],"
                                + "\"busyThreads\":[{\"request\":9,\"task\":5,\"cpuPercent\":97,\"frames\":[]}]"));
        assertEquals(
                List.of(new Stall(
                        0,
                        0,
                        0,
                        new TimeRange(1_000, 4_000),
                        true,
                        Stall.Owner.TASK,
                        0,
                        0,
                        "mail",
                        2,
                        5,
                        6,
                        List.of(new Stall.BusyThread(0, 0, 97, List.of())),
                        List.of(new Stall.Sample(3, List.of(new Frame("a.py", 1, "f", "", false)))),
                        new Stall.Marks(1, 3))),
                trace.stalls());
        assertEquals(2, trace.tasks().getFirst().marks().started());
    }

    @Test
    void aStallThatHadNotEndedLastsToTheEnd() {
        Trace trace =
                trace(event(1, "stall.started\",\"stall\":1"), event(2, "process.signal\",\"signal\":\"SIGTERM\""));
        assertEquals(new TimeRange(0, 1_000), trace.stalls().getFirst().when());
        assertEquals(false, trace.stalls().getFirst().hasEnded());
    }

    @Test
    void aWaitForAWorkerThreadEndsWhenOneIsAcquired() {
        Trace trace = trace(
                event(1, REQUEST),
                event(2, "token.waiting\",\"request\":9"),
                event(3, "token.acquired\",\"request\":9,\"waitedNanos\":1000"),
                event(4, "token.waiting\",\"request\":9"));
        assertEquals(
                List.of(new TokenWait(0, 1, 0, NONE, 1_000, 2_000), new TokenWait(0, 3, 0, NONE, 3_000, NEVER)),
                trace.tokenWaits());
    }

    @Test
    void aProcessIsPutTogether() {
        Trace trace = trace(
                event(1, "process.started\",\"parent\":7,\"role\":\"worker\",\"python\":\"3.11.7\""),
                event(2, "process.ended\",\"exit\":143"));
        assertEquals(List.of(new ProcessInfo(1, 7, "worker", 0, 1_000, OptionalInt.of(143))), trace.processes());
    }
}
