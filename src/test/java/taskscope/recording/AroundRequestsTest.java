package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static taskscope.recording.Recordings.event;
import static taskscope.recording.Recordings.trace;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import taskscope.trace.AsyncioTask;
import taskscope.trace.Circumstance;
import taskscope.trace.Location;
import taskscope.trace.Trace;
import taskscope.trace.Upload;

/// What happens beside requests and tasks: asyncio tasks, uploads, connections, limits. Event n is at n - 1
/// microseconds.
class AroundRequestsTest {

    private static final int NONE = Trace.NONE;
    private static final String CREATED = "asyncio.created\",\"request\":9,\"asyncioTask\":4,\"name\":\"main.poll\","
            + "\"via\":\"create_task\",\"at\":{\"file\":\"main.py\",\"line\":12,\"function\":\"route\"}";
    private static final String REQUEST = "request.started\",\"request\":9,\"protocol\":\"http\",\"method\":\"GET\","
            + "\"path\":\"/\",\"client\":\"127.0.0.1:1\"";

    @Test
    void anAsyncioTaskHasABeginAndAnEnd() {
        Trace trace = trace(event(1, REQUEST), event(2, CREATED), event(3, "asyncio.destroyed\",\"asyncioTask\":4"));
        assertEquals(
                List.of(new AsyncioTask(
                        0,
                        0,
                        NONE,
                        "main.poll",
                        NONE,
                        "create_task",
                        "",
                        new Location("main.py", 12, "route"),
                        1_000,
                        2_000,
                        AsyncioTask.Outcome.DESTROYED,
                        NONE,
                        1,
                        2)),
                trace.asyncioTasks());
    }

    @Test
    void anAsyncioTaskThatNobodySawEndIsRunning() {
        AsyncioTask running =
                trace(event(1, REQUEST), event(2, CREATED)).asyncioTasks().getFirst();
        assertEquals(AsyncioTask.Outcome.RUNNING, running.outcome());
        assertEquals(Trace.NEVER, running.endNanos());
    }

    @Test
    void anUploadIsOpenUntilItIsClosed() {
        Trace trace = trace(
                event(1, REQUEST),
                event(2, "upload.opened\",\"request\":9,\"upload\":3,\"bytes\":5000,\"inMemory\":true"),
                event(3, "upload.closed\",\"request\":9,\"upload\":3"),
                event(4, "upload.read\",\"request\":9,\"upload\":3"));
        assertEquals(List.of(new Upload(0, 0, 5000, 1_000, 2_000, 1, 2)), trace.uploads());
        assertEquals(0, trace.events().subject(3));
    }

    @Test
    void theRarerKindsKeepWhatTheySay() {
        Trace trace = trace(
                event(1, "application.seen\",\"middleware\":[\"main.Timeout\",\"main.Log\"]"),
                event(2, "connection.lost\",\"client\":\"127.0.0.1:1\",\"by\":\"server\",\"requests\":[9]"),
                event(
                        3,
                        "file.removed\",\"key\":\"0a1b2c3d\",\"directory\":true,"
                                + "\"at\":{\"file\":\"main.py\",\"line\":3,\"function\":\"route\"}"));
        assertEquals(
                List.of(
                        new Circumstance(0, Map.of("middleware", "main.Timeout, main.Log")),
                        new Circumstance(1, Map.of("client", "127.0.0.1:1", "by", "server", "requests", "9")),
                        new Circumstance(2, Map.of("key", "0a1b2c3d", "directory", "yes", "at", "main.py:3"))),
                trace.circumstances());
    }
}
