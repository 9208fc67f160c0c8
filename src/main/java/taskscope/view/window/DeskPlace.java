package taskscope.view.window;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import taskscope.view.parts.Fxml;

/// Where the desk stands once there is one; until then the place is empty or the gallery's.
final class DeskPlace {

    private final StackPane place;
    private final Supplier<Desk> make;
    private @Nullable Desk desk;
    private @Nullable Node node;

    DeskPlace(StackPane place, Supplier<Desk> make) {
        this.place = place;
        this.make = make;
    }

    /// The desk takes longest to make, so it is made while the first recording is read.
    Node prepared() {
        Node made = node;
        if (made == null) {
            desk = make.get();
            made = Fxml.load(desk);
            node = made;
        }
        return made;
    }

    void showDesk() {
        Node made = prepared();
        if (!place.getChildren().contains(made)) {
            place.getChildren().setAll(made);
        }
        // A split pane takes its panes into the scene only when it is styled.
        place.applyCss();
        if (desk != null) {
            desk.focusTimeline();
        }
    }

    void showInstead(Node other) {
        place.getChildren().setAll(other);
    }

    void toggleDrawer() {
        if (desk != null) {
            desk.toggleDrawer();
        }
    }
}
