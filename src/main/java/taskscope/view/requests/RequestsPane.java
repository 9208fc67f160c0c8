package taskscope.view.requests;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import taskscope.timeline.Selection;
import taskscope.trace.Thing;
import taskscope.trace.Trace;
import taskscope.view.parts.IndexList;
import taskscope.view.parts.RowWindow;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/requests/RequestsPane.fxml` to the loaded trace and to the one selection.
public final class RequestsPane {

    /// A line of text and air above and below it.
    private static final double ROW_PX = 26;

    /// With more than this the list scrolls.
    private static final int MOST_ROWS = 200;

    private final Workbench workbench;
    private RowWindow window = RowWindow.EMPTY;
    private int requestCount;
    private boolean isFollowing;

    @FXML
    private VBox pane;

    @FXML
    private Label heading;

    @FXML
    private ListView<Integer> list;

    public RequestsPane(Workbench workbench) {
        this.workbench = workbench;
    }

    @FXML
    private void initialize() {
        pane.setMaxHeight(VBox.USE_PREF_SIZE);
        list.setFixedCellSize(ROW_PX);
        list.setCellFactory(_ -> new RequestCell(workbench));
        list.getSelectionModel().selectedItemProperty().subscribe(this::select);
        workbench.loaded().subscribe(this::show);
        workbench.selection().subscribe(this::follow);
    }

    private void show(@Nullable LoadedTrace loaded) {
        requestCount = loaded == null ? 0 : loaded.trace().requests().size();
        heading.setText("REQUESTS \u00b7 " + requestCount);
        window = RowWindow.EMPTY;
        list.setItems(new IndexList(0));
        lookAt(0);
        list.setPrefHeight(Math.clamp(requestCount, 0, MOST_ROWS) * ROW_PX + 2);
        list.setMinHeight(Math.clamp(requestCount, 0, 3) * ROW_PX + 2);
    }

    private void lookAt(int request) {
        RowWindow next = window.movedTo(request, requestCount);
        if (!next.equals(window)) {
            isFollowing = true;
            window = next;
            list.getSelectionModel().clearSelection();
            list.setItems(new IndexList(window.first(), window.count()));
            isFollowing = false;
        }
    }

    private void select(@Nullable Integer request) {
        if (request != null && !isFollowing) {
            workbench.selection().set(new Selection.OneThing(new Thing(Thing.Kind.REQUEST, request)));
        }
    }

    /// Marks the request that the selection belongs to, without selecting it anew.
    private void follow(Selection selection) {
        int request = workbench
                .current()
                .map(each -> RequestOf.selection(selection, each.trace()))
                .orElse(Trace.NONE);
        if (request != Trace.NONE) {
            lookAt(request);
        }
        isFollowing = true;
        int row = window.row(request);
        if (request == Trace.NONE) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != row) {
            list.getSelectionModel().select(row);
            list.scrollTo(Math.max(0, row - 1));
        }
        isFollowing = false;
    }
}
