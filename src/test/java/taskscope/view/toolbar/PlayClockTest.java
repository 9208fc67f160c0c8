package taskscope.view.toolbar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import taskscope.casebook.TraceScript;
import taskscope.trace.Trace;
import taskscope.view.SampleTrace;

class PlayClockTest {

    private static final long ONE_MINUTE_NANOS = 60_000_000_000L;

    private final Trace trace = TraceScript.trace(SampleTrace.SCRIPT);

    @Test
    void noMilestoneIsJumpedOver() {
        var clock = new PlayClock(trace, -1, 16);
        int milestones = 0;
        while (!clock.hasEnded()) {
            int before = clock.event();
            int now = clock.tick(ONE_MINUTE_NANOS);
            for (int each = before + 1; each < now; each++) {
                assertTrue(
                        !trace.events().kind(each).isMilestone(),
                        "jumped over " + trace.events().kind(each));
            }
            milestones += trace.events().kind(now).isMilestone() ? 1 : 0;
        }
        assertEquals(SampleTrace.milestoneCount(trace), milestones);
    }

    @Test
    void slowlyOneStandsStillBetweenTwoEvents() {
        var clock = new PlayClock(trace, 0, 0.1);
        assertEquals(0, clock.tick(1));
    }
}
