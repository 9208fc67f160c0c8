package taskscope.view.timeline;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import taskscope.timeline.TextWidth;

/// Measures text in a font, remembering each letter: a label is cut to fit many times, and laying it out is slow.
///
/// Kerning makes the real text a little narrower, never wider.
final class FontWidth implements TextWidth {

    private final Map<Integer, Double> letters = new HashMap<>();
    private final Text measured = new Text();

    FontWidth(Font font) {
        measured.setFont(font);
    }

    @Override
    public double ofPx(String text) {
        return text.codePoints().mapToDouble(this::letterPx).sum();
    }

    private double letterPx(int letter) {
        return letters.computeIfAbsent(letter, each -> {
            measured.setText(Character.toString(each));
            return measured.getLayoutBounds().getWidth();
        });
    }
}
