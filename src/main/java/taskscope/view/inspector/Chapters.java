package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.text.VisibleText;
import taskscope.trace.Trace;
import taskscope.view.parts.Clip;
import taskscope.view.parts.Prose;
import taskscope.view.words.Proof;

/// What stands in each tab of the inspector, as controls.
final class Chapters {

    private final InspectorModel model;

    Chapters(InspectorModel model) {
        this.model = model;
    }

    Node nothing() {
        return new Prose("Pick a finding, a request or anything on the timeline.", "quiet");
    }

    List<Node> fix(Trace trace) {
        Finding finding = model.subject().get().finding();
        if (finding == null) {
            return List.of(new Prose("No finding concerns the selection.", "quiet"));
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(styled(model.title(finding.ruleId()), "inspector-title"));
        nodes.add(new Prose(finding.headline(), "inspector-headline"));
        nodes.add(new Prose(finding.why(), "inspector-why"));
        if (!finding.fixes().isEmpty()) {
            nodes.add(buttons(finding.fixes().getFirst()));
            nodes.add(new DiffBox(finding.fixes().getFirst()));
            if (finding.fixes().size() > 1) {
                nodes.add(new OtherFixes(
                        finding.fixes().subList(1, finding.fixes().size())));
            }
        }
        nodes.add(styled("PROOF IN THIS TRACE", "heading"));
        nodes.add(new EvidenceBox(Proof.of(finding), trace, model.workbench()));
        Origin origin = Origin.of(model.subject().get(), trace);
        if (!origin.rows().isEmpty()) {
            nodes.add(styled(origin.title(), "heading"));
            nodes.add(new TracebackBox(origin.rows()));
        }
        return nodes;
    }

    private static Node buttons(Fix preferred) {
        var copy = new Button("Copy fix");
        copy.setId("copyFix");
        copy.getStyleClass().add("accent");
        copy.setOnAction(_ -> {
            Clip.copy(preferred.after());
            copy.setText("Copied");
        });
        return new FlowPane(copy);
    }

    List<Node> traceback(Trace trace) {
        Origin origin = Origin.of(model.subject().get(), trace);
        List<Node> nodes = new ArrayList<>();
        nodes.add(new FactsBox(origin.facts()));
        if (!origin.empty().isEmpty()) {
            nodes.add(new Prose(origin.empty(), "quiet"));
        }
        if (!origin.rows().isEmpty()) {
            nodes.add(styled(origin.title(), "heading"));
            nodes.add(new TracebackBox(origin.rows()));
            var copy = new Button("Copy traceback");
            copy.setOnAction(_ -> Clip.copy(VisibleText.code(origin.copied())));
            nodes.add(copy);
        }
        return nodes;
    }

    List<Node> details(Trace trace) {
        List<Node> nodes = new ArrayList<>();
        for (FactGroup group : Details.of(model.subject().get(), trace)) {
            nodes.add(styled(group.heading(), "heading"));
            nodes.add(new FactsBox(group.facts()));
        }
        if (nodes.isEmpty()) {
            nodes.add(new Prose("The recording says no more about the selection.", "quiet"));
        }
        return nodes;
    }

    List<Node> evidence(Trace trace) {
        Finding finding = model.subject().get().finding();
        return finding == null
                ? List.of(new Prose("No finding concerns the selection.", "quiet"))
                : List.of(new EvidenceBox(Proof.ofFamily(finding), trace, model.workbench()));
    }

    private static Label styled(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }
}
