package taskscope.view.timeline;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Keys on the timeline: zooming happens at the pointer while it is over the plot.
final class KeyGestures {

    private static final double NOWHERE = -1;

    private final TimelineScreen screen;
    private final Supplier<TimelineKeys> keys;
    private double pointer = NOWHERE;

    KeyGestures(TimelineScreen screen, Supplier<TimelineKeys> keys) {
        this.screen = screen;
        this.keys = keys;
    }

    void listen(Node root) {
        root.setOnKeyPressed(this::press);
        screen.canvases().plot().setOnMouseExited(_ -> pointer = NOWHERE);
    }

    void move(MouseEvent event) {
        pointer = event.getX() / screen.canvases().plot().getWidth();
    }

    private void press(KeyEvent event) {
        keys.get().action(event).ifPresent(action -> {
            if (pointer >= 0) {
                screen.actions().perform(action, pointer);
            } else {
                screen.perform(action);
            }
            event.consume();
        });
    }
}
