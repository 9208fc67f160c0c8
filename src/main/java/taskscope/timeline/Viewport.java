package taskscope.timeline;

import taskscope.time.TimeRange;

/// The visible part of a trace's time.
///
/// The left edge is `startNanos` plus a fraction of a nanosecond in `[0, 1)`: at the deepest zoom a nanosecond is
/// several pixels wide, and the time under the pointer has to stay there.
public record Viewport(long startNanos, double fractionNanos, double lengthNanos) {

    /// Nothing that Python does is shorter.
    public static final double SHORTEST_NANOS = 1_000;

    /// Room left and right of the trace, as a part of its length, so that its ends can be seen to be ends.
    public static final double GUTTER = 0.02;

    public Viewport {
        if (lengthNanos < SHORTEST_NANOS || fractionNanos < 0 || fractionNanos >= 1) {
            throw new IllegalArgumentException("no viewport: " + lengthNanos + " ns long, fraction " + fractionNanos);
        }
    }

    /// All of the trace, with its gutters.
    public static Viewport whole(TimeRange trace) {
        return at(0, trace.startNanos() - gutter(trace), longest(trace));
    }

    /// The range with a margin on both sides, as a part of its length, as far as the limits of the trace allow.
    public static Viewport of(TimeRange range, double margin, TimeRange trace) {
        double lengthNanos = Math.max(range.durationNanos() * (1 + 2 * margin), SHORTEST_NANOS);
        double middleNanos = range.durationNanos() / 2.0;
        return within(trace, range.startNanos(), middleNanos - lengthNanos / 2, lengthNanos);
    }

    /// Zooms in by a factor above 1, out below 1; the time under the anchor stays there, `anchor` being 0 at the left
    /// edge and 1 at the right one.
    public Viewport zoomed(double factor, double anchor, TimeRange trace) {
        double length = Math.clamp(lengthNanos / factor, SHORTEST_NANOS, longest(trace));
        return within(trace, startNanos, fractionNanos + anchor * (lengthNanos - length), length);
    }

    /// Moves later in time by a part of the visible length; stops at the gutters.
    public Viewport panned(double part, TimeRange trace) {
        return within(trace, startNanos, fractionNanos + part * lengthNanos, lengthNanos);
    }

    /// The same zoom with this instant in the middle.
    public Viewport centredOn(long nanos, TimeRange trace) {
        return within(trace, nanos, -lengthNanos / 2, lengthNanos);
    }

    /// The whole nanoseconds that can be seen, at least in part.
    public TimeRange range() {
        return new TimeRange(startNanos, startNanos + (long) Math.ceil(fractionNanos + lengthNanos));
    }

    private static double gutter(TimeRange trace) {
        return Math.max((double) trace.durationNanos(), SHORTEST_NANOS) * GUTTER;
    }

    private static double longest(TimeRange trace) {
        return Math.max((double) trace.durationNanos(), SHORTEST_NANOS) + 2 * gutter(trace);
    }

    private static Viewport within(TimeRange trace, long baseNanos, double offsetNanos, double wishedNanos) {
        double lengthNanos = Math.min(wishedNanos, longest(trace));
        double earliest = trace.startNanos() - baseNanos - gutter(trace);
        double latest = earliest + longest(trace) - lengthNanos;
        return at(baseNanos, Math.max(earliest, Math.min(offsetNanos, latest)), lengthNanos);
    }

    private static Viewport at(long baseNanos, double offsetNanos, double lengthNanos) {
        double whole = Math.floor(offsetNanos);
        double fraction = offsetNanos - whole;
        // A tiny negative offset gives a fraction that rounds to 1.
        return fraction < 1
                ? new Viewport(baseNanos + (long) whole, fraction, lengthNanos)
                : new Viewport(baseNanos + (long) whole + 1, 0, lengthNanos);
    }
}
