package taskscope.view.inspector;

import java.util.List;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;
import taskscope.trace.Trace;
import taskscope.view.workbench.LoadedTrace;

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
        boolean isOnFix = fix.equals(tabs.getSelectionModel().getSelectedItem());
        boolean isOnDetails = details.equals(tabs.getSelectionModel().getSelectedItem());
        boolean hasFinding = subject.finding() != null;
        if (isOnFix && !hasFinding && !subject.equals(Subject.NOTHING)) {
            tabs.getSelectionModel().select(details);
        } else if (isOnDetails && hasFinding && subject.thing() == null) {
            tabs.getSelectionModel().select(fix);
        }
    }

    private void fill() {
        Trace trace = model.workbench().current().map(LoadedTrace::trace).orElse(null);
        // The tabs themselves learn of a choice only after the listeners of the choice.
        Tab chosen = tabs.getSelectionModel().getSelectedItem();
        for (Chapter each : book()) {
            if (trace == null || model.subject().get().equals(Subject.NOTHING)) {
                each.box().getChildren().setAll(chapters.nothing());
            } else if (each.tab().equals(chosen)) {
                each.box().getChildren().setAll(each.maker().apply(trace));
            }
        }
    }

    private List<Chapter> book() {
        return List.of(
                new Chapter(fix, fixBox, chapters::fix),
                new Chapter(traceback, tracebackBox, chapters::traceback),
                new Chapter(details, detailsBox, chapters::details),
                new Chapter(evidence, evidenceBox, chapters::evidence));
    }

    /// A tab, the box in it, and who fills the box.
    private record Chapter(Tab tab, VBox box, Function<Trace, List<Node>> maker) {}
}
