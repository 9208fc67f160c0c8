package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static taskscope.recording.Recordings.event;
import static taskscope.recording.Recordings.trace;

import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.trace.Checkout;
import taskscope.trace.Location;
import taskscope.trace.RowKey;
import taskscope.trace.Session;
import taskscope.trace.Statement;
import taskscope.trace.Trace;

/// Sessions with their steps, and connections from asking to giving back. Event n is at n - 1 microseconds.
class DatabaseTest {

    private static final int NONE = Trace.NONE;
    private static final long NEVER = Trace.NEVER;
    private static final Location PLACE = new Location("main.py", 4, "order");
    private static final String AT = ",\"at\":{\"file\":\"main.py\",\"line\":4,\"function\":\"order\"}";

    @Test
    void aSessionHasItsStepsInOrder() {
        Trace trace = trace(
                event(1, "request.started\",\"request\":1,\"method\":\"GET\",\"path\":\"/\""),
                event(2, "session.created\",\"request\":1,\"session\":3,\"class\":\"AsyncSession\"" + AT),
                event(3, "session.began\",\"request\":1,\"session\":3,\"connection\":1"),
                event(
                        4,
                        "statement.ran\",\"request\":1,\"session\":3,\"connection\":1,\"verb\":\"INSERT\","
                                + "\"tables\":[\"orders\"],\"keys\":[\"0a1b2c3d\"],\"durationNanos\":700,\"rows\":1"
                                + AT),
                event(5, "session.flushed\",\"request\":1,\"session\":3,\"rows\":[[\"orders\",\"0a1b2c3d\"]]"),
                event(6, "session.closed\",\"request\":1,\"session\":3"));
        assertEquals(
                List.of(new Session(
                        0,
                        0,
                        "AsyncSession",
                        PLACE,
                        1_000,
                        1,
                        List.of(
                                step(Session.Action.BEGAN, 2, NONE, List.of()),
                                step(Session.Action.STATEMENT, 3, 0, List.of()),
                                step(Session.Action.FLUSHED, 4, NONE, List.of(new RowKey("orders", "0a1b2c3d"))),
                                step(Session.Action.CLOSED, 5, NONE, List.of())))),
                trace.sessions());
        assertEquals(
                List.of(new Statement(
                        0,
                        0,
                        3,
                        0,
                        1,
                        0,
                        NONE,
                        "INSERT",
                        List.of("orders"),
                        List.of("0a1b2c3d"),
                        3_000,
                        700,
                        1,
                        NONE,
                        PLACE)),
                trace.statements());
    }

    @Test
    void aCheckoutThatHadToWaitIsOne() {
        Trace trace = trace(
                event(1, "connection.waiting\",\"thread\":2,\"pool\":1"),
                event(
                        2,
                        "connection.checkedout\",\"thread\":2,\"connection\":4,\"pool\":1,\"session\":3,"
                                + "\"waitedNanos\":1000,\"out\":2,\"size\":2,\"overflow\":0,\"limit\":2"),
                event(3, "connection.checkedin\",\"thread\":1,\"connection\":4,\"pool\":1,\"out\":1"));
        assertEquals(
                List.of(new Checkout(
                        0,
                        0,
                        4,
                        1,
                        0,
                        NONE,
                        NONE,
                        1_000,
                        1_000,
                        2_000,
                        2,
                        2,
                        0,
                        false,
                        NONE,
                        new Checkout.Marks(0, 1, 2))),
                trace.checkouts());
    }

    @Test
    void aCheckoutThatTimedOutOrStillWaitsGotNoConnection() {
        Trace trace = trace(
                event(1, "connection.waiting\",\"thread\":2,\"pool\":1"),
                event(2, "connection.waiting\",\"thread\":3,\"pool\":1"),
                event(3, "connection.timedout\",\"thread\":2,\"pool\":1,\"waitedNanos\":2000"));
        assertEquals(
                List.of(
                        new Checkout(
                                0,
                                0,
                                NONE,
                                1,
                                NONE,
                                NONE,
                                NONE,
                                2_000,
                                NEVER,
                                NEVER,
                                0,
                                0,
                                0,
                                true,
                                NONE,
                                new Checkout.Marks(0, NONE, 2)),
                        new Checkout(
                                1,
                                0,
                                NONE,
                                1,
                                NONE,
                                NONE,
                                NONE,
                                1_000,
                                NEVER,
                                NEVER,
                                0,
                                0,
                                0,
                                false,
                                NONE,
                                new Checkout.Marks(1, NONE, NONE))),
                trace.checkouts());
    }

    private static Session.Step step(Session.Action action, int event, int statement, List<RowKey> rows) {
        return new Session.Step(action, event, event * 1_000L, 0, NONE, NONE, statement, NONE, rows);
    }
}
