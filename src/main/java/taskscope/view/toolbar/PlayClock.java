package taskscope.view.toolbar;

import java.util.List;
import taskscope.playback.Steps;
import taskscope.trace.Events;
import taskscope.trace.Trace;

/// Where the playhead stands while a trace is played: as fast as it happened, or slower or faster. Plain arithmetic.
///
/// A milestone is never jumped over: each is shown for at least one tick.
final class PlayClock {

    /// In the order in which a key goes through them; most of what happens is too fast to see at real time.
    static final List<Double> SPEEDS = List.of(0.1, 0.25, 1.0, 4.0, 16.0);

    /// Nobody wants to watch a server that has nothing to do.
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;

    private final Trace trace;
    private double speed;
    private double nowNanos;
    private int event;

    PlayClock(Trace trace, int event, double speed) {
        this.trace = trace;
        this.event = event;
        this.speed = speed;
        this.nowNanos = event < 0 ? 0 : trace.events().timeNanos(event);
    }

    void play(double atSpeed) {
        speed = atSpeed;
    }

    boolean hasEnded() {
        return event >= trace.events().count() - 1;
    }

    int event() {
        return event;
    }

    /// So much time has passed in the real world.
    int tick(long passedNanos) {
        Events events = trace.events();
        if (hasEnded()) {
            return event;
        }
        double pause = events.timeNanos(event + 1) - nowNanos;
        nowNanos += passedNanos * speed + Math.max(0, pause - LONGEST_PAUSE_NANOS * speed);
        int target = new Steps(trace).at((long) nowNanos);
        for (int next = event + 1; next <= target; next++) {
            if (events.kind(next).isMilestone()) {
                nowNanos = events.timeNanos(next);
                target = next;
            }
        }
        event = Math.max(event, target);
        return event;
    }
}
