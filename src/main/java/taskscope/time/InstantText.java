package taskscope.time;

import java.util.Locale;

/// Writes an instant of a trace for lists, so that neighbours can be told apart: `872.4 ms`, `12.345 s`.
public final class InstantText {

    private static final double ONE_MILLISECOND_NANOS = 1_000_000;
    private static final double ONE_SECOND_NANOS = 1_000_000_000;

    /// Up to here five digits of milliseconds are easier to compare than seconds.
    private static final long LONGEST_IN_MILLIS_NANOS = 10_000_000_000L;

    private InstantText() {}

    public static String of(long nanos) {
        return Math.abs(nanos) < LONGEST_IN_MILLIS_NANOS
                ? String.format(Locale.ROOT, "%.1f ms", nanos / ONE_MILLISECOND_NANOS)
                : String.format(Locale.ROOT, "%.3f s", nanos / ONE_SECOND_NANOS);
    }
}
