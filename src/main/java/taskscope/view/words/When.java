package taskscope.view.words;

import taskscope.timeline.TimeLabel;

/// Names an instant as the playhead does, fine enough to tell neighbours apart: `872.4 ms`.
public final class When {

    private static final long TENTH_OF_A_MILLISECOND_NANOS = 100_000;

    private When() {}

    public static String of(long nanos) {
        return TimeLabel.instant(nanos, TENTH_OF_A_MILLISECOND_NANOS);
    }
}
