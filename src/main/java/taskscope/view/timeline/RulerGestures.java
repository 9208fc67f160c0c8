package taskscope.view.timeline;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;
import taskscope.time.TimeRange;
import taskscope.timeline.Selection;

/// Mouse on the ruler: a click puts the playhead there, a drag marks a range, a double click shows everything.
final class RulerGestures {

    private static final double CLICK_PX = 3;

    private final TimelineScreen screen;
    private final Canvas ruler;
    private double pressedPx;

    RulerGestures(TimelineScreen screen) {
        this.screen = screen;
        this.ruler = screen.canvases().ruler();
    }

    void listen() {
        ruler.setOnMousePressed(event -> pressedPx = event.getX());
        ruler.setOnMouseDragged(this::drag);
        ruler.setOnMouseClicked(this::click);
    }

    private void drag(MouseEvent event) {
        long from = nanos(Math.min(pressedPx, event.getX()));
        long to = nanos(Math.max(pressedPx, event.getX()));
        if (Math.abs(pressedPx - event.getX()) >= CLICK_PX) {
            screen.select(new Selection.Range(new TimeRange(from, to)));
        }
    }

    private void click(MouseEvent event) {
        if (event.getClickCount() == 2) {
            screen.perform(TimelineAction.FIT_ALL);
        } else if (Math.abs(pressedPx - event.getX()) < CLICK_PX) {
            screen.workbench().playhead().set(screen.model().steps().at(nanos(event.getX())));
        }
    }

    private long nanos(double px) {
        return screen.drawing().scale().nanos(px);
    }
}
