package taskscope.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.timeline.DesignTrace;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

class StandingTextTest {

    private static final Trace TRACE = DesignTrace.trace();

    @Test
    void theClientNeverHearsOfTheTaskThatRaised() {
        assertEquals(
                List.of(
                        "Client of POST /sync-data: has had 200 OK for 764 ms and will never hear of what follows",
                        "Client of GET /health: has had 200 OK for 130 ms",
                        "Client of POST /order: has had 200 OK for 68 ms and will never hear of what follows",
                        "Event loop: free",
                        "sync_partner: done, after 608 ms",
                        "send_order_mail: raised DetachedInstanceError in a worker thread; the client cannot hear of it",
                        "update_stock: queued behind send_order_mail, which failed; will not run",
                        "Session 1: closed 69 ms ago"),
                lines(steps().after(0, event -> TRACE.events().kind(event) == EventKind.TASK_FAILED)
                        .getAsInt()));
    }

    @Test
    void whileTheLoopIsStalledItsHolderIsNamed() {
        assertEquals(
                List.of(
                        "Client of POST /sync-data: has had 200 OK for 82 ms and will never hear of what follows",
                        "Client of GET /health: has waited less than 1 ms for an answer",
                        "Event loop: has served nobody for 60 ms: requests.get \u2190 sync_partner()",
                        "sync_partner: has been running for 60 ms on the event loop"),
                lines(steps().at(190_000_000)));
    }

    @Test
    void onlyWhatTheStepChangedIsMarked() {
        int failed = steps().after(0, event -> TRACE.events().kind(event) == EventKind.TASK_FAILED)
                .getAsInt();
        assertEquals(
                List.of("send_order_mail", "update_stock"),
                new StandingText(TRACE)
                        .lines(StateAt.of(TRACE, failed)).stream()
                                .filter(StandingLine::hasChanged)
                                .map(StandingLine::name)
                                .toList());
    }

    private static Steps steps() {
        return new Steps(TRACE);
    }

    private static List<String> lines(int event) {
        return new StandingText(TRACE)
                .lines(StateAt.of(TRACE, event)).stream()
                        .map(line -> line.name() + ": " + line.sentence())
                        .toList();
    }
}
