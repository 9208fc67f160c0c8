package taskscope.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.time.TimeRange;

class ViewportTest {

    private static final TimeRange HOUR = new TimeRange(0, 3_600_000_000_000L);
    private static final double WIDEST_PX = 3840;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theAnchorStaysUnderThePointerDownToAMicrosecond(long seed) {
        var random = new SplittableRandom(seed);
        double anchor = random.nextDouble(0.2, 0.8);
        Viewport view = Viewport.whole(HOUR).zoomed(50, anchor, HOUR);
        for (int step = 0; step < 120; step++) {
            double before = exactNanos(view, anchor, HOUR.endNanos() / 2);
            Viewport next = view.zoomed(random.nextDouble(0.8, 1.6), anchor, HOUR);
            double after = exactNanos(next, anchor, HOUR.endNanos() / 2);
            double movedPx = Math.abs(after - before) / next.lengthNanos() * WIDEST_PX;
            boolean isLimited = next.lengthNanos() > HOUR.durationNanos() / 4.0;
            assertTrue(isLimited || movedPx <= 0.5, () -> "moved " + movedPx + " px, seed " + seed);
            view = next;
        }
    }

    /// Relative to a far instant, so that a double is exact enough.
    private static double exactNanos(Viewport view, double anchor, long originNanos) {
        return (view.startNanos() - originNanos) + view.fractionNanos() + anchor * view.lengthNanos();
    }

    @Test
    void theShortestWindowIsAMicrosecond() {
        Viewport view = Viewport.whole(HOUR);
        for (int press = 0; press < 200; press++) {
            view = view.zoomed(2, 0.5, HOUR);
        }
        assertEquals(1_000, view.lengthNanos());
    }

    @Test
    void thePanStopsAtTheGutters() {
        var second = new TimeRange(0, 1_000_000_000);
        Viewport view = Viewport.whole(second).zoomed(10, 0.5, second);
        Viewport left = view.panned(-1_000, second);
        Viewport right = view.panned(1_000, second);
        assertEquals(-20_000_000, left.startNanos());
        assertEquals(1_020_000_000, right.startNanos() + right.fractionNanos() + right.lengthNanos(), 1);
        assertEquals(left.lengthNanos(), right.lengthNanos());
    }

    @Test
    void zoomingOutEndsAtTheWholeTrace() {
        var second = new TimeRange(0, 1_000_000_000);
        Viewport inside = Viewport.whole(second).zoomed(100, 0.9, second);
        assertEquals(Viewport.whole(second), inside.zoomed(0.0001, 0.1, second));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pixelsAndNanosecondsAgreeBothWays(long seed) {
        var random = new SplittableRandom(seed);
        Viewport view = Viewport.whole(HOUR).zoomed(Math.pow(10, random.nextDouble(0, 9)), random.nextDouble(), HOUR);
        var scale = new TimeScale(view, random.nextDouble(300, WIDEST_PX));
        for (int probe = 0; probe < 50; probe++) {
            long nanos = scale.nanos(random.nextDouble(0, scale.widthPx()));
            assertEquals(nanos, scale.nanos(scale.px(nanos)), () -> "seed " + seed);
        }
    }

    @Test
    void theLevelIsThePowerOfTwoAboveAPixel() {
        var trace = new TimeRange(0, 1_000_000);
        var scale = new TimeScale(new Viewport(0, 0, 100_000), 1_000);
        assertEquals(100, scale.nanosPerPx());
        assertEquals(7, scale.level());
        assertEquals(7, new TimeScale(new Viewport(0, 0, 128_000), 1_000).level());
        assertEquals(8, new TimeScale(new Viewport(0, 0, 129_000), 1_000).level());
        assertEquals(1_040_000, Viewport.whole(trace).lengthNanos(), 1);
    }
}
