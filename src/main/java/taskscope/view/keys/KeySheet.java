package taskscope.view.keys;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// Binds `fxml/keys/KeySheet.fxml` to the keys that work.
public final class KeySheet {

    private final List<KeyText.Group> keys;
    private final Runnable closing;
    private final Runnable showingMarks;

    @FXML
    private FlowPane groups;

    @FXML
    private Button marks;

    @FXML
    private Button close;

    public KeySheet(List<KeyText.Group> keys, Runnable closing, Runnable showingMarks) {
        this.keys = List.copyOf(keys);
        this.closing = closing;
        this.showingMarks = showingMarks;
    }

    @FXML
    private void initialize() {
        keys.forEach(each -> groups.getChildren().add(group(each)));
        marks.setOnAction(_ -> showingMarks.run());
        close.setOnAction(_ -> closing.run());
    }

    private static Node group(KeyText.Group group) {
        var heading = new Label(group.heading());
        heading.getStyleClass().add("heading");
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        for (KeyText each : group.keys()) {
            var keys = new Label(each.keys());
            keys.getStyleClass().add("key-cap");
            keys.setMinWidth(Label.USE_PREF_SIZE);
            var what = new Label(each.what());
            what.setMinWidth(Label.USE_PREF_SIZE);
            grid.addRow(grid.getRowCount(), keys, what);
        }
        return new VBox(heading, grid);
    }
}
