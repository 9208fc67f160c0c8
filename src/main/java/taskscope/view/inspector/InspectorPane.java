package taskscope.view.inspector;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;
import taskscope.trace.Trace;

/// Binds `fxml/inspector/InspectorPane.fxml` to its model; a tab is filled when it is looked at.
public final class InspectorPane {

    private final InspectorModel model;
    private final Chapters chapters;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab fix;

    @FXML
    private Tab traceback;

    @FXML
    private Tab details;

    @FXML
    private Tab evidence;

    @FXML
    private VBox fixBox;

    @FXML
    private VBox tracebackBox;

    @FXML
    private VBox detailsBox;

    @FXML
    private VBox evidenceBox;

    public InspectorPane(InspectorModel model) {
        this.model = model;
        this.chapters = new Chapters(model);
    }

    @FXML
    private void initialize() {
        model.subject().subscribe(subject -> {
            int count = InspectorModel.evidence(subject).size();
            evidence.setText(count == 0 ? "Evidence" : "Evidence \u00b7 " + count);
            openWhatSaysMost(subject);
            fill();
        });
        model.workbench().playhead().subscribe(_ -> fill());
        tabs.getSelectionModel().selectedItemProperty().subscribe(_ -> fill());
    }

    /// Without a finding there is nothing to fix, so the details open; the user's own choice of a tab is kept.
    private void openWhatSaysMost(Subject subject) {
        boolean isOnFix = tabs.getSelectionModel().getSelectedItem() == fix;
        boolean isOnDetails = tabs.getSelectionModel().getSelectedItem() == details;
        boolean hasFinding = subject.finding() != null;
        if (isOnFix && !hasFinding && !subject.equals(Subject.NOTHING)) {
            tabs.getSelectionModel().select(details);
        } else if (isOnDetails && hasFinding && subject.thing() == null) {
            tabs.getSelectionModel().select(fix);
        }
    }

    private void fill() {
        Tab shown = tabs.getSelectionModel().getSelectedItem();
        Trace trace = model.workbench().current().map(each -> each.trace()).orElse(null);
        if (trace == null || model.subject().get().equals(Subject.NOTHING)) {
            boxes().values().forEach(each -> each.getChildren().setAll(chapters.nothing()));
            return;
        }
        Map<Tab, Function<Trace, List<Node>>> makers = Map.of(
                fix, chapters::fix, traceback, chapters::traceback, details, chapters::details, evidence, chapters::evidence);
        boxes().get(shown).getChildren().setAll(makers.get(shown).apply(trace));
    }

    private Map<Tab, VBox> boxes() {
        return Map.of(fix, fixBox, traceback, tracebackBox, details, detailsBox, evidence, evidenceBox);
    }
}
