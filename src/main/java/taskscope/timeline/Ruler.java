package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;

/// The ticks of the ruler: 1, 2 or 5 times a power of ten apart, and far enough for their labels.
public final class Ruler {

    /// A tick, and how to write its time.
    public record Tick(double xPx, String label) {}

    /// Room for a label such as `1 000.0 ms` and some air.
    private static final double CLOSEST_PX = 76;

    private Ruler() {}

    public static List<Tick> ticks(TimeScale scale) {
        long stepNanos = stepNanos(scale);
        long nanos = Math.ceilDiv(scale.viewport().startNanos(), stepNanos) * stepNanos;
        List<Tick> ticks = new ArrayList<>();
        for (; scale.px(nanos) <= scale.widthPx(); nanos += stepNanos) {
            if (scale.px(nanos) >= 0) {
                ticks.add(new Tick(scale.px(nanos), TimeLabel.instant(nanos, stepNanos)));
            }
        }
        return ticks;
    }

    static long stepNanos(TimeScale scale) {
        double wished = CLOSEST_PX * scale.nanosPerPx();
        long power = 1;
        while (power * 10 <= wished) {
            power *= 10;
        }
        return power >= wished ? power : power * 2 >= wished ? power * 2 : power * 5 >= wished ? power * 5 : power * 10;
    }
}
