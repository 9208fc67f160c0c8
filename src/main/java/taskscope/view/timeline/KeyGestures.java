package taskscope.view.timeline;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Keys on the timeline: zooming happens at the pointer while it is over the plot.
final class KeyGestures {

    private static final double NOWHERE = -1;

    private final TimelineScreen screen;
    private double pointer = NOWHERE;

    KeyGestures(TimelineScreen screen) {
        this.screen = screen;
    }

    void listen(Node root) {
        root.setOnKeyPressed(this::press);
        screen.canvases().plot().setOnMouseExited(_ -> pointer = NOWHERE);
        screen.canvases()
                .plot()
                .addEventHandler(
                        MouseEvent.MOUSE_MOVED,
                        event -> pointer =
                                event.getX() / screen.canvases().plot().getWidth());
    }

    private void press(KeyEvent event) {
        TimelineKeys.WASD.action(event).ifPresent(action -> {
            if (pointer >= 0) {
                screen.actions().perform(action, pointer);
            } else {
                screen.perform(action);
            }
            event.consume();
        });
    }
}
