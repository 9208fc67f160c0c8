package taskscope.view.inspector;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Facts in two columns: what, and its value.
final class FactsBox extends GridPane {

    FactsBox(List<Origin.Fact> facts) {
        getStyleClass().add("facts");
        var names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        getColumnConstraints().addAll(names, values);
        for (Origin.Fact each : facts) {
            var name = new Label(each.name());
            name.getStyleClass().add("fact-name");
            setValignment(name, VPos.TOP);
            var value = new Label(each.value());
            value.getStyleClass().add("fact-value");
            value.setWrapText(true);
            addRow(getRowCount(), name, value);
        }
    }
}
