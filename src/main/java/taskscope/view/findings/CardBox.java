package taskscope.view.findings;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Severity;
import taskscope.view.parts.Prose;

/// One card: a bar and a glyph for the severity, the title, the headline, and under it what the finding explains.
final class CardBox extends VBox {

    private final VBox folded = new VBox();

    CardBox(FindingCard card, Consumer<Finding> select) {
        getStyleClass().addAll("card-box", card.finding().severity().name().toLowerCase(Locale.ROOT));
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(severity(card.finding().severity()) + ": " + card.title() + ". " + card.headline());
        getChildren().addAll(title(card), new Prose(card.headline(), "card-headline"));
        String outcome = Stream.of(card.clientSaw(), card.cost())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" \u00b7 "));
        if (!outcome.isEmpty()) {
            getChildren().add(new Prose(outcome, "card-cost"));
        }
        if (!card.folded().isEmpty()) {
            card.folded().forEach(each -> folded.getChildren().add(consequence(each, select)));
            getChildren().addAll(toggle(card.folded().size()), folded);
            show(false);
        }
        setOnMouseClicked(_ -> {
            requestFocus();
            select.accept(card.finding());
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                select.accept(card.finding());
                key.consume();
            }
        });
    }

    private static Node title(FindingCard card) {
        var glyph = new FontIcon(glyph(card.finding().severity()));
        glyph.getStyleClass().add("severity-glyph");
        var title = styled(new Label(card.title()), "card-title");
        title.setWrapText(true);
        return new HBox(glyph, title) {
            {
                getStyleClass().add("card-title-line");
            }
        };
    }

    /// Shape as well as colour: a cross, a triangle, a dot.
    private static String glyph(Severity severity) {
        return switch (severity) {
            case HIGH -> "mdi2c-close-thick";
            case MEDIUM -> "mdi2t-triangle";
            case LOW -> "mdi2c-circle-medium";
        };
    }

    private static String severity(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT) + " severity";
    }

    private Node toggle(int count) {
        var toggle = new Hyperlink(words(count, false));
        toggle.getStyleClass().add("card-toggle");
        toggle.setOnAction(_ -> {
            show(!folded.isVisible());
            toggle.setText(words(count, folded.isVisible()));
            toggle.setVisited(false);
        });
        return toggle;
    }

    private static String words(int count, boolean isOpen) {
        String what = count == 1 ? "1 consequence" : count + " consequences";
        return (isOpen ? "Hide " : "Show ") + what;
    }

    private void show(boolean isOpen) {
        folded.setVisible(isOpen);
        folded.setManaged(isOpen);
    }

    private static Node consequence(FindingCard card, Consumer<Finding> select) {
        var box = new VBox(
                styled(new Label(card.title()), "consequence-title"), new Prose(card.headline(), "card-headline"));
        box.getStyleClass().add("consequence");
        box.setOnMouseClicked(click -> {
            select.accept(card.finding());
            click.consume();
        });
        return box;
    }

    private static Label styled(Label label, String style) {
        label.getStyleClass().add(style);
        return label;
    }
}
