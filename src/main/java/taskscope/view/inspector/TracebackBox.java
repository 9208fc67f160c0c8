package taskscope.view.inspector;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import taskscope.text.VisibleText;
import taskscope.traceback.Frame;
import taskscope.view.words.Places;

/// Shows rows of a traceback: the user's frames in full, those of libraries behind a link that unfolds them.
final class TracebackBox extends VBox {

    /// What one level of an exception group is indented by.
    private static final double INDENT_EM = 1.5;

    TracebackBox(List<TracebackRow> rows) {
        getStyleClass().add("code-box");
        var lines = new VBox();
        lines.getStyleClass().add("code-lines");
        rows.forEach(each -> {
            Node node = node(each);
            node.setStyle("-fx-padding: 0 0 0 " + INDENT_EM * each.depth() + "em;");
            var holder = new VBox(node);
            holder.setFillWidth(true);
            lines.getChildren().add(holder);
        });
        getChildren().add(CodeScroll.of(lines));
    }

    private static Node node(TracebackRow row) {
        return switch (row) {
            case TracebackRow.Joint(int _, var words) -> line(words, "traceback-joint");
            case TracebackRow.Head(int _, var type, var message) ->
                new VBox(line(type, "traceback-type"), wrapped(message));
            case TracebackRow.Note(int _, var text) -> line(text, "traceback-note");
            case TracebackRow.Own(int _, var frame, var isInnermost) -> own(frame, isInnermost);
            case TracebackRow.Folded(int _, var words, var frames) -> folded(words, frames);
        };
    }

    private static Node own(Frame frame, boolean isInnermost) {
        var box = new VBox(line(Places.of(frame) + " in " + frame.function(), "traceback-own"));
        if (!frame.code().isEmpty()) {
            box.getChildren().add(line("    " + frame.code(), isInnermost ? "traceback-raised" : "traceback-code"));
        }
        return box;
    }

    private static Node folded(String words, List<Frame> frames) {
        var inner = new VBox();
        var toggle = new Hyperlink("\u25b8 " + words);
        toggle.getStyleClass().add("traceback-fold");
        var box = new VBox(toggle, inner);
        toggle.setOnAction(_ -> {
            boolean isOpening = inner.getChildren().isEmpty();
            toggle.setText((isOpening ? "\u25be " : "\u25b8 ") + words);
            toggle.setVisited(false);
            if (isOpening) {
                frames.forEach(each -> inner.getChildren().add(library(each)));
            } else {
                inner.getChildren().clear();
            }
        });
        return box;
    }

    private static Node library(Frame frame) {
        var box = new VBox(line("    " + Places.of(frame) + " in " + frame.function(), "traceback-library"));
        if (!frame.code().isEmpty()) {
            box.getChildren().add(line("        " + frame.code(), "traceback-library"));
        }
        return box;
    }

    private static Node wrapped(String message) {
        var label = line(message, "traceback-message");
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(USE_PREF_SIZE);
        label.setVisible(!message.isEmpty());
        label.setManaged(!message.isEmpty());
        return label;
    }

    private static Label line(String text, String style) {
        var label = new Label(VisibleText.code(text));
        label.getStyleClass().addAll("code-line", style);
        label.setMinWidth(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
