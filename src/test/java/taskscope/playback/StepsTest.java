package taskscope.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import taskscope.timeline.DesignTrace;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

class StepsTest {

    private static final Trace TRACE = DesignTrace.trace();
    private static final Steps STEPS = new Steps(TRACE);

    @Test
    void milestonesForwardAreMilestonesBackward() {
        List<Integer> forward = new ArrayList<>();
        OptionalInt at = STEPS.after(Steps.BEFORE_FIRST, STEPS.milestones());
        for (; at.isPresent(); at = STEPS.after(at.getAsInt(), STEPS.milestones())) {
            forward.add(at.getAsInt());
        }
        List<Integer> backward = new ArrayList<>();
        at = STEPS.before(TRACE.events().count(), STEPS.milestones());
        for (; at.isPresent(); at = STEPS.before(at.getAsInt(), STEPS.milestones())) {
            backward.add(at.getAsInt());
        }
        assertEquals(forward, backward.reversed());
        assertEquals(
                List.of(
                        EventKind.RESPONSE_ENDED,
                        EventKind.TASK_STARTED,
                        EventKind.STALL_STARTED,
                        EventKind.TASK_ENDED,
                        EventKind.STALL_ENDED,
                        EventKind.RESPONSE_ENDED,
                        EventKind.SESSION_CLOSED,
                        EventKind.RESPONSE_ENDED,
                        EventKind.TASK_STARTED,
                        EventKind.EXCEPTION_SEEN,
                        EventKind.TASK_FAILED),
                forward.stream().map(TRACE.events()::kind).toList());
    }

    @Test
    void anEventLikeThisIsOfTheSameKindAndFunction() {
        int queued = STEPS.after(-1, event -> TRACE.events().kind(event) == EventKind.TASK_QUEUED)
                .getAsInt();
        assertEquals(OptionalInt.empty(), STEPS.after(queued, STEPS.like(queued)));
    }

    @Test
    void steppingOutOfATaskLeadsToItsEnd() {
        int started = STEPS.after(-1, event -> TRACE.events().kind(event) == EventKind.TASK_STARTED)
                .getAsInt();
        int end = STEPS.after(started, STEPS.endOf(started)).getAsInt();
        assertEquals(EventKind.TASK_ENDED, TRACE.events().kind(end));
        assertEquals(TRACE.events().task(started), TRACE.events().task(end));
    }

    @Test
    void theEventAtAnInstantIsTheLastOneThatHasHappened() {
        assertEquals(Steps.BEFORE_FIRST, STEPS.at(TRACE.events().timeNanos(0) - 1));
        assertEquals(0, STEPS.at(TRACE.events().timeNanos(0)));
        assertEquals(TRACE.events().count() - 1, STEPS.at(Long.MAX_VALUE));
    }
}
