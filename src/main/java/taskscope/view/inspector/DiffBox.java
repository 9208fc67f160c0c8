package taskscope.view.inspector;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import taskscope.diagnosis.Fix;
import taskscope.text.VisibleText;

/// One change of code: where and what for, then the lines that go and those that come.
final class DiffBox extends VBox {

    DiffBox(Fix fix) {
        getStyleClass().add("code-box");
        var heading = new Label(heading(fix));
        heading.getStyleClass().add("code-heading");
        heading.setMaxWidth(Double.MAX_VALUE);
        heading.setWrapText(true);
        var lines = new VBox();
        lines.getStyleClass().add("code-lines");
        DiffLine.between(fix.before(), fix.after())
                .forEach(each -> lines.getChildren().add(line(each)));
        getChildren().addAll(heading, CodeScroll.of(lines));
    }

    private static String heading(Fix fix) {
        return fix.isUsersCode()
                ? fix.file() + ":" + fix.line() + " \u2014 " + fix.title()
                : "Example \u2014 " + fix.title();
    }

    private static Label line(DiffLine line) {
        var label = new Label(line.sign() + " " + VisibleText.code(line.text()));
        label.getStyleClass().addAll("code-line", line.kind().name().toLowerCase(Locale.ROOT));
        label.setMinWidth(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
