package taskscope.view.findings;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import taskscope.view.parts.Clip;
import taskscope.view.parts.Prose;

/// The end of the findings: how many rules were clear, and, folded, which could not judge and what to record for them.
final class UnjudgedBox extends VBox {

    private final VBox rules = new VBox();

    UnjudgedBox(FindingsModel.Shown shown) {
        getStyleClass().add("unjudged");
        rules.getStyleClass().add("unjudged-rules");
        if (!shown.cards().isEmpty()) {
            getChildren().add(new Prose(passed(shown.passedCount()), "quiet"));
        }
        if (!shown.unjudged().isEmpty()) {
            shown.unjudged().forEach(each -> rules.getChildren().add(rule(each)));
            getChildren().addAll(toggle(shown.unjudged().size()), rules);
            show(false);
        }
    }

    private static String passed(int count) {
        return count == 1 ? "1 other rule passed." : count + " other rules passed.";
    }

    private Node toggle(int count) {
        var toggle = new Hyperlink(words(count, false));
        toggle.getStyleClass().add("card-toggle");
        toggle.setOnAction(_ -> {
            show(!rules.isVisible());
            toggle.setText(words(count, rules.isVisible()));
            toggle.setVisited(false);
        });
        return toggle;
    }

    private static String words(int count, boolean isOpen) {
        return (isOpen ? "Hide " : "Show ") + count + (count == 1 ? " rule" : " rules") + " not judged";
    }

    private void show(boolean isOpen) {
        rules.setVisible(isOpen);
        rules.setManaged(isOpen);
    }

    private static Node rule(FindingsModel.Unjudged unjudged) {
        var title = new Label(unjudged.title());
        title.getStyleClass().add("consequence-title");
        title.setWrapText(true);
        var box = new VBox(title, new Prose(unjudged.why(), "card-headline"));
        box.getStyleClass().add("unjudged-rule");
        if (!unjudged.recordWith().isEmpty()) {
            var copy = new Button("Copy");
            copy.getStyleClass().add("small-button");
            copy.setOnAction(_ -> Clip.copy(unjudged.recordWith()));
            box.getChildren().add(new Prose("Record with `" + unjudged.recordWith() + "`", "card-headline"));
            box.getChildren().add(copy);
        }
        return box;
    }
}
