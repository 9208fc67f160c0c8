package taskscope.view.state;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import taskscope.playback.Playback;
import taskscope.playback.StandingLine;
import taskscope.playback.StandingText;
import taskscope.playback.State;
import taskscope.view.parts.Prose;
import taskscope.view.words.When;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/state/StatePane.fxml` to the playhead: who stands where after that event.
public final class StatePane {

    private static final double ROW_PX = 26;

    private final Workbench workbench;
    private @Nullable Reader reader;

    @FXML
    private Label heading;

    @FXML
    private ListView<StandingLine> list;

    public StatePane(Workbench workbench) {
        this.workbench = workbench;
    }

    /// What belongs to one trace and is made once for it.
    private record Reader(Playback playback, StandingText text) {}

    @FXML
    private void initialize() {
        list.setFixedCellSize(ROW_PX);
        list.setCellFactory(_ -> new StandingCell());
        list.setPlaceholder(new Prose("Step to an event to see who stands where.", "quiet"));
        workbench.loaded().subscribe(this::show);
        workbench.playhead().subscribe(playhead -> fill(playhead.intValue()));
    }

    private void show(@Nullable LoadedTrace loaded) {
        reader = loaded == null ? null : new Reader(new Playback(loaded.trace()), new StandingText(loaded.trace()));
        fill(workbench.playhead().get());
    }

    private void fill(int event) {
        if (reader == null || event < 0) {
            heading.setText("Before the first event");
            list.getItems().clear();
            return;
        }
        State state = reader.playback().at(event);
        heading.setText("At " + When.of(state.timeNanos()));
        list.getItems().setAll(reader.text().lines(state));
    }
}
