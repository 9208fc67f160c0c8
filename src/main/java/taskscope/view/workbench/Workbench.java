package taskscope.view.workbench;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import taskscope.time.TimeRange;
import taskscope.timeline.Selection;
import taskscope.timeline.Viewport;

/// What the panes share. Used on the JavaFX thread only.
public final class Workbench {

    /// The playhead before the first event.
    public static final int BEFORE_FIRST = -1;

    private final ObjectProperty<@Nullable LoadedTrace> loaded = new SimpleObjectProperty<>();
    private final IntegerProperty playhead = new SimpleIntegerProperty(BEFORE_FIRST);
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(new Selection.Nothing());
    private final ObjectProperty<Viewport> viewport =
            new SimpleObjectProperty<>(Viewport.whole(new TimeRange(0, 1_000_000_000)));
    private final BooleanProperty dark = new SimpleBooleanProperty();

    /// Shows another recording: nothing is selected, the playhead is before the first event, all of it is visible.
    public void show(LoadedTrace next) {
        selection.set(new Selection.Nothing());
        playhead.set(BEFORE_FIRST);
        viewport.set(Viewport.whole(next.trace().span()));
        loaded.set(next);
    }

    public Optional<LoadedTrace> current() {
        return Optional.ofNullable(loaded.get());
    }

    public ObjectProperty<@Nullable LoadedTrace> loaded() {
        return loaded;
    }

    /// The event after which the playhead stands, as an index into `trace.events()`; [#BEFORE_FIRST] at the start.
    public IntegerProperty playhead() {
        return playhead;
    }

    public ObjectProperty<Selection> selection() {
        return selection;
    }

    public ObjectProperty<Viewport> viewport() {
        return viewport;
    }

    public BooleanProperty dark() {
        return dark;
    }
}
