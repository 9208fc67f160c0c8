package taskscope.view.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads the FXML of a controller: `taskscope.view.findings.FindingsPane` is bound by
/// `fxml/findings/FindingsPane.fxml`.
public final class Fxml {

    private static final String ROOM = "taskscope.view.";

    private Fxml() {}

    public static Parent load(Object controller) {
        var loader = new FXMLLoader(resource(controller.getClass()));
        loader.setControllerFactory(_ -> controller);
        try {
            return loader.load();
        } catch (IOException fault) {
            throw new UncheckedIOException("broken FXML of " + controller.getClass(), fault);
        }
    }

    private static URL resource(Class<?> controller) {
        String room = controller.getPackageName().substring(ROOM.length()).replace('.', '/');
        String path = "/fxml/" + room + "/" + controller.getSimpleName() + ".fxml";
        return Objects.requireNonNull(controller.getResource(path), path);
    }
}
