package taskscope.playback;

import taskscope.time.TimeText;

/// How long something lasted or how long ago it was; under a millisecond nobody wants a number.
final class Ago {

    private static final long ONE_MILLISECOND_NANOS = 1_000_000;

    private Ago() {}

    static String past(long nanos) {
        return nanos < ONE_MILLISECOND_NANOS ? "just now" : TimeText.of(nanos) + " ago";
    }

    static String lasting(long nanos) {
        return nanos < ONE_MILLISECOND_NANOS ? "less than 1 ms" : TimeText.of(nanos);
    }
}
