package taskscope.view.timeline;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import taskscope.time.TimeRange;
import taskscope.timeline.Minimap;
import taskscope.timeline.TimeScale;
import taskscope.timeline.Viewport;

/// Mouse on the minimap: drag the window to pan, its edges to resize, elsewhere to make a new one; the wheel zooms, a
/// double click shows everything.
final class MinimapGestures {

    private static final double HANDLE_PX = 5;
    private static final double ZOOM_PER_NOTCH = 1.2;
    private static final double NOTCH = 53;

    private final TimelineScreen screen;
    private final Canvas canvas;
    private Drag drag = Drag.NEW;
    private double lastPx;
    private long fixedNanos;

    private enum Drag {
        PAN,
        NEW
    }

    MinimapGestures(TimelineScreen screen) {
        this.screen = screen;
        this.canvas = screen.canvases().minimap();
    }

    void listen() {
        canvas.setOnMousePressed(event -> screen.drawing().map().ifPresent(map -> press(event, map.scale())));
        canvas.setOnMouseDragged(event -> screen.drawing().map().ifPresent(map -> drag(event, map)));
        canvas.setOnMouseClicked(this::click);
        canvas.setOnScroll(this::scroll);
    }

    private void press(MouseEvent event, TimeScale scale) {
        TimeRange window = screen.workbench().viewport().get().range();
        double from = scale.px(window.startNanos());
        double to = scale.px(window.endNanos());
        lastPx = event.getX();
        drag = event.getX() > from + HANDLE_PX && event.getX() < to - HANDLE_PX ? Drag.PAN : Drag.NEW;
        fixedNanos = Math.abs(event.getX() - from) <= HANDLE_PX
                ? window.endNanos()
                : Math.abs(event.getX() - to) <= HANDLE_PX ? window.startNanos() : scale.nanos(event.getX());
    }

    private void drag(MouseEvent event, Minimap map) {
        if (drag == Drag.PAN) {
            double nanos = (event.getX() - lastPx) * map.scale().nanosPerPx();
            screen.actions().slide(nanos / screen.workbench().viewport().get().lengthNanos());
        } else {
            long nanos = map.scale().nanos(event.getX());
            TimeRange range = new TimeRange(Math.min(nanos, fixedNanos), Math.max(nanos, fixedNanos));
            screen.workbench()
                    .viewport()
                    .set(Viewport.of(range, 0, screen.model().trace().span()));
        }
        lastPx = event.getX();
    }

    private void click(MouseEvent event) {
        if (event.getClickCount() == 2) {
            screen.perform(TimelineAction.FIT_ALL);
        }
    }

    private void scroll(ScrollEvent event) {
        screen.actions().zoom(Math.pow(ZOOM_PER_NOTCH, event.getDeltaY() / NOTCH), 0.5);
        event.consume();
    }
}
