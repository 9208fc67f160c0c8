package taskscope.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.scene.text.Font;

/// The fonts that ship with Taskscope, so that it looks the same on a machine that has none.
final class Fonts {

    private static final List<String> FILES = List.of(
            "Inter-Regular.otf",
            "Inter-SemiBold.otf",
            "Inter-Bold.otf",
            "JetBrainsMono-Regular.ttf",
            "JetBrainsMono-Bold.ttf");

    /// JavaFX wants a size; style sheets choose the one that is used.
    private static final double ANY_SIZE = 13;

    private Fonts() {}

    static void load() {
        for (String file : FILES) {
            try (InputStream font = Objects.requireNonNull(Fonts.class.getResourceAsStream("/fonts/" + file), file)) {
                Font.loadFont(font, ANY_SIZE);
            } catch (IOException failure) {
                Logger.getLogger(Fonts.class.getName()).log(Level.WARNING, "cannot load " + file, failure);
            }
        }
    }
}
