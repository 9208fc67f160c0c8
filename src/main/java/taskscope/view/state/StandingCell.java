package taskscope.view.state;

import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import taskscope.playback.Health;
import taskscope.playback.StandingLine;

/// One party: a glyph for its health, its name, and where it stands; marked where the last step brought it there.
final class StandingCell extends ListCell<StandingLine> {

    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final List<String> HEALTHS = List.of("fine", "watch", "trouble");

    private final FontIcon glyph = new FontIcon();
    private final Label name = new Label();
    private final Label sentence = new Label();
    private final HBox line = new HBox(glyph, name, sentence);

    StandingCell() {
        line.getStyleClass().add("standing");
        glyph.getStyleClass().add("standing-glyph");
        name.getStyleClass().add("standing-name");
        sentence.getStyleClass().add("standing-sentence");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable StandingLine standing, boolean empty) {
        super.updateItem(standing, empty);
        setGraphic(null);
        pseudoClassStateChanged(CHANGED, standing != null && !empty && standing.hasChanged());
        if (standing == null || empty) {
            return;
        }
        name.setText(standing.name());
        sentence.setText(standing.sentence());
        glyph.setIconLiteral(icon(standing.health()));
        glyph.getStyleClass().removeAll(HEALTHS);
        glyph.getStyleClass().add(standing.health().name().toLowerCase(Locale.ROOT));
        setGraphic(line);
        setAccessibleText(standing.name() + " " + standing.sentence());
    }

    private static String icon(Health health) {
        return switch (health) {
            case FINE -> "mdi2c-circle";
            case WATCH -> "mdi2t-triangle";
            case TROUBLE -> "mdi2c-close-thick";
        };
    }
}
