package taskscope.view.inspector;

import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import taskscope.diagnosis.Fix;

/// The ways to mend a fault beside the preferred one, behind a link.
final class OtherFixes extends VBox {

    OtherFixes(List<Fix> fixes) {
        getStyleClass().add("other-fixes");
        String words = fixes.size() == 1 ? "another way" : fixes.size() + " other ways";
        var toggle = new Hyperlink("Show " + words);
        toggle.getStyleClass().add("card-toggle");
        toggle.setOnAction(_ -> {
            boolean isOpening = getChildren().size() == 1;
            toggle.setText((isOpening ? "Hide " : "Show ") + words);
            toggle.setVisited(false);
            if (isOpening) {
                fixes.forEach(each -> getChildren().add(new DiffBox(each)));
            } else {
                getChildren().setAll(List.of(toggle));
            }
        });
        getChildren().add(toggle);
    }
}
