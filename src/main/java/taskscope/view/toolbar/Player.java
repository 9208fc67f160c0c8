package taskscope.view.toolbar;

import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.jspecify.annotations.Nullable;
import taskscope.view.workbench.Workbench;

/// Plays the trace: moves the playhead on every frame until it is stopped or the end is there.
public final class Player {

    private final Workbench workbench;
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final DoubleProperty speed = new SimpleDoubleProperty(PlayClock.SPEEDS.getFirst());
    private @Nullable PlayClock clock;
    private long lastFrameNanos;

    private final AnimationTimer frames = new AnimationTimer() {
        @Override
        public void handle(long nowNanos) {
            frame(nowNanos);
        }
    };

    public Player(Workbench workbench) {
        this.workbench = workbench;
        workbench.loaded().subscribe(_ -> playing.set(false));
        playing.subscribe(this::start);
        speed.subscribe(next -> {
            if (clock != null) {
                clock.play(next.doubleValue());
            }
        });
    }

    public BooleanProperty playing() {
        return playing;
    }

    /// The next speed of the five.
    public void faster() {
        int now = PlayClock.SPEEDS.indexOf(speed.get());
        speed.set(PlayClock.SPEEDS.get((now + 1) % PlayClock.SPEEDS.size()));
    }

    DoubleProperty speed() {
        return speed;
    }

    String speedText() {
        double now = speed.get();
        return "\u00d7" + (now == Math.rint(now) ? Integer.toString((int) now) : String.format(Locale.ROOT, "%s", now));
    }

    private void start(boolean isPlaying) {
        if (!isPlaying || workbench.current().isEmpty()) {
            frames.stop();
            playing.set(false);
            return;
        }
        var trace = workbench.current().orElseThrow().trace();
        int from = workbench.playhead().get() >= trace.events().count() - 1
                ? Workbench.BEFORE_FIRST
                : workbench.playhead().get();
        clock = new PlayClock(trace, from, speed.get());
        lastFrameNanos = 0;
        frames.start();
    }

    private void frame(long nowNanos) {
        PlayClock running = clock;
        if (running == null) {
            return;
        }
        if (running.event() != workbench.playhead().get() && lastFrameNanos != 0) {
            // Somebody stepped meanwhile: play on from there.
            running = new PlayClock(
                    workbench.current().orElseThrow().trace(),
                    workbench.playhead().get(),
                    speed.get());
            clock = running;
        }
        if (lastFrameNanos != 0) {
            workbench.playhead().set(running.tick(nowNanos - lastFrameNanos));
        } else {
            workbench.playhead().set(running.event());
        }
        lastFrameNanos = nowNanos;
        if (running.hasEnded()) {
            playing.set(false);
        }
    }
}
