package taskscope.view.events;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import taskscope.timeline.Selection;
import taskscope.trace.Trace;
import taskscope.view.parts.IndexList;
import taskscope.view.parts.Prose;
import taskscope.view.words.EventText;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/events/EventsPane.fxml` to the events of the trace; the marked row is where the playhead stands.
public final class EventsPane {

    private static final double ROW_PX = 24;

    /// How many rows stay visible above the playhead's.
    private static final int ROWS_BEFORE = 2;

    private final Workbench workbench;
    private boolean isFollowing;

    @FXML
    private TableView<Integer> table;

    @FXML
    private TableColumn<Integer, String> time;

    @FXML
    private TableColumn<Integer, String> kind;

    @FXML
    private TableColumn<Integer, String> who;

    @FXML
    private TableColumn<Integer, String> what;

    @FXML
    private TableColumn<Integer, String> where;

    public EventsPane(Workbench workbench) {
        this.workbench = workbench;
    }

    @FXML
    private void initialize() {
        table.setFixedCellSize(ROW_PX);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(new Prose("No events.", "quiet"));
        List.of(time, who, where, kind, what)
                .forEach(each ->
                        each.getStyleClass().add("event-" + each.getText().toLowerCase(Locale.ROOT)));
        table.getSelectionModel().selectedIndexProperty().subscribe(index -> select(index.intValue()));
        workbench.loaded().subscribe(this::show);
        workbench.playhead().subscribe(playhead -> follow(playhead.intValue()));
        table.heightProperty().subscribe(this::reveal);
    }

    private void show(@Nullable LoadedTrace loaded) {
        isFollowing = true;
        table.getSelectionModel().clearSelection();
        if (loaded == null) {
            table.setItems(new IndexList(0));
        } else {
            Trace trace = loaded.trace();
            var text = new EventText(trace);
            fill(time, text::time);
            fill(kind, text::kind);
            fill(who, text::who);
            fill(what, text::what);
            fill(where, text::where);
            table.setItems(new IndexList(trace.events().count()));
        }
        isFollowing = false;
        follow(workbench.playhead().get());
    }

    private static void fill(TableColumn<Integer, String> column, IntFunction<String> text) {
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    }

    private void select(int event) {
        if (event >= 0 && !isFollowing) {
            workbench.selection().set(new Selection.OneEvent(event));
            workbench.playhead().set(event);
        }
    }

    private void follow(int event) {
        if (isFollowing || event == table.getSelectionModel().getSelectedIndex()) {
            return;
        }
        isFollowing = true;
        if (event < 0 || event >= table.getItems().size()) {
            table.getSelectionModel().clearSelection();
            table.scrollTo(0);
        } else {
            table.getSelectionModel().clearAndSelect(event);
            reveal();
        }
        isFollowing = false;
    }

    /// Selecting scrolls too, and later: only as far as the row can just be seen.
    private void reveal() {
        Platform.runLater(
                () -> table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex() - ROWS_BEFORE)));
    }
}
