package taskscope.view.window;

import java.util.List;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Binds `fxml/window/Desk.fxml`: where a loaded trace is looked at. Panes are made when they are first seen.
public final class Desk {

    /// What stands where on the desk.
    public record Panes(
            List<Supplier<Node>> left,
            Supplier<Node> timeline,
            Supplier<Node> inspector,
            Supplier<Node> events,
            Supplier<Node> state) {
        public Panes {
            left = List.copyOf(left);
        }
    }

    /// As in the design, on a window of 1600 by 1000.
    private static final double LEFT_PART = 0.1875;

    private static final double CENTRE_PART = 0.732;
    private static final double TOP_PART = 0.80;

    private final Panes panes;

    @FXML
    private SplitPane rows;

    @FXML
    private SplitPane columns;

    @FXML
    private VBox left;

    @FXML
    private StackPane centre;

    @FXML
    private StackPane right;

    @FXML
    private TabPane drawer;

    @FXML
    private Tab events;

    @FXML
    private Tab state;

    public Desk(Panes panes) {
        this.panes = panes;
    }

    @FXML
    private void initialize() {
        panes.left().forEach(each -> {
            Node pane = each.get();
            VBox.setVgrow(pane, Priority.ALWAYS);
            left.getChildren().add(pane);
        });
        VBox.setVgrow(left.getChildren().getLast(), Priority.NEVER);
        centre.getChildren().setAll(panes.timeline().get());
        right.getChildren().setAll(panes.inspector().get());
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        SplitPane.setResizableWithParent(drawer, false);
        columns.setDividerPositions(LEFT_PART, CENTRE_PART);
        rows.setDividerPositions(TOP_PART);
        fill(events, panes.events());
        fill(state, panes.state());
    }

    private static void fill(Tab tab, Supplier<Node> pane) {
        tab.selectedProperty().subscribe(isSelected -> {
            if (isSelected && tab.getContent() == null) {
                tab.setContent(pane.get());
            }
        });
    }

    /// The keys of the timeline work at once.
    void focusTimeline() {
        centre.getChildren().getFirst().requestFocus();
    }

    void toggleDrawer() {
        if (!rows.getItems().remove(drawer)) {
            rows.getItems().add(drawer);
            rows.setDividerPositions(TOP_PART);
        }
    }
}
