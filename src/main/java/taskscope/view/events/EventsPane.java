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
import taskscope.view.parts.IndexList;
import taskscope.view.parts.Prose;
import taskscope.view.parts.RowWindow;
import taskscope.view.words.EventText;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/events/EventsPane.fxml` to the events around the playhead; the marked row is where it stands.
public final class EventsPane {

    private static final double ROW_PX = 24;

    /// How many rows stay visible above the playhead's.
    private static final int ROWS_BEFORE = 2;

    private final Workbench workbench;
    private RowWindow window = RowWindow.EMPTY;
    private int eventCount;
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
        window = RowWindow.EMPTY;
        table.setItems(new IndexList(0));
        eventCount = loaded == null ? 0 : loaded.trace().events().count();
        if (loaded != null) {
            var text = new EventText(loaded.trace());
            fill(time, text::time);
            fill(kind, text::kind);
            fill(who, text::who);
            fill(what, text::what);
            fill(where, text::where);
        }
        lookAt(Math.max(0, workbench.playhead().get()));
        follow(workbench.playhead().get());
    }

    private static void fill(TableColumn<Integer, String> column, IntFunction<String> text) {
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    }

    private void lookAt(int event) {
        RowWindow next = window.movedTo(event, eventCount);
        if (!next.equals(window)) {
            isFollowing = true;
            window = next;
            table.getSelectionModel().clearSelection();
            table.setItems(new IndexList(window.first(), window.count()));
            isFollowing = false;
        }
    }

    private void select(int row) {
        if (row >= 0 && !isFollowing) {
            int event = window.item(row);
            workbench.selection().set(new Selection.OneEvent(event));
            workbench.playhead().set(event);
        }
    }

    private void follow(int event) {
        lookAt(Math.max(0, event));
        int row = event < 0 ? -1 : window.row(event);
        if (isFollowing || row == table.getSelectionModel().getSelectedIndex()) {
            return;
        }
        isFollowing = true;
        if (row < 0) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(row);
        }
        reveal();
        isFollowing = false;
    }

    /// Selecting scrolls too, and later: only as far as the row can just be seen.
    private void reveal() {
        Platform.runLater(
                () -> table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex() - ROWS_BEFORE)));
    }
}
