package taskscope.view.parts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Text for people with code in it: what stands between backticks is set in the font of code.
public final class Prose extends TextFlow {

    public Prose(String text, String... styles) {
        getStyleClass().add("prose");
        getStyleClass().addAll(styles);
        show(text);
    }

    public void show(String text) {
        List<Text> runs = new ArrayList<>();
        String[] pieces = text.split("`", -1);
        for (int each = 0; each < pieces.length; each++) {
            // A last backtick without a partner is a character like any other.
            boolean isCode = each % 2 == 1 && each < pieces.length - 1;
            String shown = each % 2 == 1 && !isCode ? "`" + pieces[each] : pieces[each];
            if (!shown.isEmpty()) {
                runs.add(run(shown, isCode));
            }
        }
        getChildren().setAll(runs);
        setAccessibleText(text);
    }

    private static Text run(String text, boolean isCode) {
        var run = new Text(text);
        run.getStyleClass().add(isCode ? "prose-code" : "prose-text");
        return run;
    }
}
