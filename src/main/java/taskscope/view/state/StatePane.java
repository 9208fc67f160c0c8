package taskscope.view.state;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import javafx.concurrent.Task;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import taskscope.playback.StandingLine;
import taskscope.view.parts.Prose;
import taskscope.view.words.When;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/state/StatePane.fxml` to the playhead: who stands where after that event.
public final class StatePane {

    private static final double ROW_PX = 26;

    private final Workbench workbench;
    private final Executor background;
    private @Nullable Future<StateReader> reader;

    /// Counts the traces that were shown, so that a late answer about an earlier one is known.
    private int shownCount;

    @FXML
    private Label heading;

    @FXML
    private ListView<StandingLine> list;

    public StatePane(Workbench workbench, Executor background) {
        this.workbench = workbench;
        this.background = background;
    }

    @FXML
    private void initialize() {
        list.setFixedCellSize(ROW_PX);
        list.setCellFactory(_ -> new StandingCell());
        list.setPlaceholder(new Prose("Step to an event to see who stands where.", "quiet"));
        workbench.loaded().subscribe(this::show);
        workbench.playhead().subscribe(playhead -> ask(playhead.intValue()));
    }

    private void show(@Nullable LoadedTrace loaded) {
        reader = null;
        shownCount++;
        list.getItems().clear();
        if (loaded != null) {
            var made = new FutureTask<>(() -> new StateReader(loaded.trace()));
            reader = made;
            background.execute(made);
        }
        ask(workbench.playhead().get());
    }

    private void ask(int event) {
        Future<StateReader> asked = reader;
        int askedCount = shownCount;
        if (asked == null || event < 0) {
            heading.setText("Before the first event");
            list.getItems().clear();
            return;
        }
        var job = new Task<StateReader.Lines>() {
            @Override
            protected StateReader.Lines call() throws Exception {
                return asked.get().at(event);
            }
        };
        // An answer that comes when the playhead has moved on is not shown.
        job.setOnSucceeded(_ -> {
            if (askedCount == shownCount && workbench.playhead().get() == event) {
                fill(job.getValue());
            }
        });
        background.execute(job);
    }

    private void fill(StateReader.Lines lines) {
        heading.setText("At " + When.of(lines.timeNanos()));
        list.getItems().setAll(lines.lines());
    }
}
