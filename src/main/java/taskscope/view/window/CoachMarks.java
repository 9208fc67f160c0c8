package taskscope.view.window;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import taskscope.view.parts.Prose;

/// Three hints beside what they are about; each can be skipped, and Esc ends them.
final class CoachMarks {

    /// A hint: what it points at, on which side it stands, and its words.
    record Mark(Supplier<@Nullable Node> at, PopOver.ArrowLocation arrow, String title, String text) {}

    private static final double TEXT_WIDTH_PX = 300;

    private final List<Mark> marks;
    private @Nullable PopOver shown;

    CoachMarks(List<Mark> marks) {
        this.marks = List.copyOf(marks);
    }

    void show() {
        show(0);
    }

    /// True where there was a hint to take away.
    boolean skip() {
        PopOver open = shown;
        shown = null;
        if (open == null || !open.isShowing()) {
            return false;
        }
        open.hide();
        return true;
    }

    private void show(int place) {
        skip();
        if (place < marks.size()) {
            Node anchor = marks.get(place).at().get();
            if (anchor == null || anchor.getScene() == null) {
                show(place + 1);
                return;
            }
            var pop = new PopOver(content(place));
            pop.setArrowLocation(marks.get(place).arrow());
            pop.setDetachable(false);
            pop.setAnimated(false);
            shown = pop;
            pop.show(anchor);
        }
    }

    private Node content(int place) {
        Mark mark = marks.get(place);
        boolean isLast = place == marks.size() - 1;
        var title = new Label((place + 1) + " of " + marks.size() + " \u00b7 " + mark.title());
        title.getStyleClass().add("card-title");
        var next = new Button(isLast ? "Done" : "Next");
        next.setDefaultButton(true);
        next.getStyleClass().addAll("accent", "small-button");
        next.setOnAction(_ -> show(place + 1));
        var buttons = new HBox(next);
        buttons.getStyleClass().add("mark-buttons");
        if (!isLast) {
            var skip = new Button("Skip");
            skip.getStyleClass().add("small-button");
            skip.setOnAction(_ -> skip());
            buttons.getChildren().add(skip);
        }
        var text = new Prose(mark.text(), "card-headline");
        text.setPrefWidth(TEXT_WIDTH_PX);
        var box = new VBox(title, text, buttons);
        box.getStyleClass().add("mark");
        return box;
    }
}
