package taskscope.view.inspector;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import taskscope.diagnosis.Evidence;
import taskscope.timeline.Selection;
import taskscope.trace.Trace;
import taskscope.view.parts.Prose;
import taskscope.view.words.EventText;
import taskscope.view.workbench.Workbench;

/// The proof of a finding, one event a line; a click leads to the event.
final class EvidenceBox extends VBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    /// A finding over thousands of stalls proves itself with the first ones.
    private static final int MOST_LINES = 100;

    private final EventText text;
    private final Workbench workbench;

    EvidenceBox(List<Evidence> evidence, Trace trace, Workbench workbench) {
        this.text = new EventText(trace);
        this.workbench = workbench;
        getStyleClass().add("evidence");
        evidence.stream().limit(MOST_LINES).forEach(each -> getChildren().add(line(each)));
        if (evidence.size() > MOST_LINES) {
            getChildren().add(new Prose("and " + (evidence.size() - MOST_LINES) + " more", "quiet"));
        }
    }

    private HBox line(Evidence evidence) {
        var time = new Label(text.time(evidence.event()));
        time.getStyleClass().add("evidence-time");
        time.setMinWidth(USE_PREF_SIZE);
        var what = new Label(evidence.what());
        what.getStyleClass().add("evidence-what");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(what, Priority.ALWAYS);
        var line = new HBox(time, what);
        line.getStyleClass().add("evidence-line");
        line.setFocusTraversable(true);
        line.setAccessibleRole(AccessibleRole.BUTTON);
        line.setAccessibleText(time.getText() + ", " + evidence.what());
        line.pseudoClassStateChanged(CURRENT, workbench.playhead().get() == evidence.event());
        line.setOnMouseClicked(_ -> show(evidence));
        line.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                show(evidence);
                key.consume();
            }
        });
        return line;
    }

    private void show(Evidence evidence) {
        workbench.selection().set(new Selection.OneEvent(evidence.event()));
        workbench.playhead().set(evidence.event());
    }
}
