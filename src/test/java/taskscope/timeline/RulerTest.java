package taskscope.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.time.TimeRange;

class RulerTest {

    @Test
    void ticksAreARoundStepApart() {
        var scale = new TimeScale(new Viewport(0, 0, 1_000_000_000), 1_000);
        assertEquals(
                List.of("0 ms", "100 ms", "200 ms", "300 ms"),
                Ruler.ticks(scale).stream().map(Ruler.Tick::label).limit(4).toList());
    }

    @Test
    void atEveryZoomTheStepIsOneTwoOrFiveAndTheLabelsDiffer() {
        var trace = new TimeRange(0, 3_600_000_000_000L);
        for (Viewport view = Viewport.whole(trace); view.lengthNanos() > 1_000; view = view.zoomed(1.7, 0.37, trace)) {
            var scale = new TimeScale(view, 1_400);
            String step = Long.toString(Ruler.stepNanos(scale));
            assertTrue(step.matches("[125]0*"), step);
            List<String> labels =
                    Ruler.ticks(scale).stream().map(Ruler.Tick::label).toList();
            assertEquals(labels.size(), labels.stream().distinct().count(), () -> labels + " at a step of " + step);
        }
    }
}
