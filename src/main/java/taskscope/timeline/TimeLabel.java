package taskscope.timeline;

import java.util.Locale;

/// Writes an instant or a length as finely as it is shown: `872.4 ms`, `1.250 s`, `35 µs`.
public final class TimeLabel {

    private static final long MICRO_NANOS = 1_000;
    private static final long MILLI_NANOS = 1_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private TimeLabel() {}

    /// A length, to about three digits.
    public static String length(long nanos) {
        if (nanos < MICRO_NANOS) {
            return nanos + " ns";
        }
        if (nanos < MILLI_NANOS) {
            return number(nanos, MICRO_NANOS, nanos < 10 * MICRO_NANOS ? 1 : 0) + " \u00b5s";
        }
        if (nanos < SECOND_NANOS) {
            return number(nanos, MILLI_NANOS, nanos < 10 * MILLI_NANOS ? 1 : 0) + " ms";
        }
        return number(nanos, SECOND_NANOS, nanos < 100 * SECOND_NANOS ? 2 : 0) + " s";
    }

    /// An instant, with as many digits as a step of `stepNanos` needs.
    public static String instant(long nanos, long stepNanos) {
        long unitNanos = stepNanos >= SECOND_NANOS
                ? SECOND_NANOS
                : stepNanos >= MICRO_NANOS * 100 ? MILLI_NANOS : stepNanos >= 100 ? MICRO_NANOS : 1;
        // Ten seconds and more are read more easily in seconds, whatever the step.
        long shownNanos = unitNanos == MILLI_NANOS && Math.abs(nanos) >= 10 * SECOND_NANOS ? SECOND_NANOS : unitNanos;
        int digits = 0;
        for (long eachNanos = shownNanos; eachNanos > stepNanos; eachNanos /= 10) {
            digits++;
        }
        return number(nanos, shownNanos, digits) + name(shownNanos);
    }

    private static String name(long unitNanos) {
        return unitNanos == SECOND_NANOS
                ? " s"
                : unitNanos == MILLI_NANOS ? " ms" : unitNanos == MICRO_NANOS ? " \u00b5s" : " ns";
    }

    private static String number(long nanos, long unitNanos, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", nanos / (double) unitNanos)
                .replace(',', '\u202f');
    }
}
