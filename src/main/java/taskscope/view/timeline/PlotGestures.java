package taskscope.view.timeline;

import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import taskscope.time.TimeRange;
import taskscope.timeline.Selection;
import taskscope.timeline.TimeScale;

/// Mouse and trackpad on the plot: click selects, drag marks a range, shift or the middle button pans, the wheel
/// scrolls, with control it zooms.
final class PlotGestures {

    /// A hand that clicks moves a little.
    private static final double CLICK_PX = 3;

    private static final double EDGE_PX = 6;

    /// A notch of the wheel is about 53 units: it zooms by this much.
    private static final double ZOOM_PER_NOTCH = 1.2;

    private static final double NOTCH = 53;

    private final TimelineScreen screen;
    private final Canvas plot;
    private double pressedPx;
    private double lastPx;
    private long fixedNanos;
    private boolean isPanning;

    PlotGestures(TimelineScreen screen) {
        this.screen = screen;
        this.plot = screen.canvases().plot();
    }

    void listen() {
        plot.setOnMousePressed(this::press);
        plot.setOnMouseDragged(this::drag);
        plot.setOnMouseReleased(this::release);
        plot.setOnScroll(this::scroll);
        plot.setOnZoom(this::pinch);
    }

    private void press(MouseEvent event) {
        plot.getParent().getParent().requestFocus();
        pressedPx = event.getX();
        lastPx = event.getX();
        isPanning = event.isShiftDown() || event.getButton() == MouseButton.MIDDLE;
        fixedNanos = fixedEnd(event.getX());
    }

    /// Near an edge of the range its other edge stays; elsewhere a new range begins.
    private long fixedEnd(double xPx) {
        TimeScale scale = screen.drawing().scale();
        if (screen.workbench().selection().get() instanceof Selection.Range(TimeRange range)) {
            if (Math.abs(scale.px(range.startNanos()) - xPx) <= EDGE_PX) {
                return range.endNanos();
            }
            if (Math.abs(scale.px(range.endNanos()) - xPx) <= EDGE_PX) {
                return range.startNanos();
            }
        }
        return scale.nanos(xPx);
    }

    private void drag(MouseEvent event) {
        if (isPanning) {
            screen.actions().slide((lastPx - event.getX()) / plot.getWidth());
        } else if (event.getButton() == MouseButton.PRIMARY && !isClick(event)) {
            long nanos = screen.drawing().scale().nanos(event.getX());
            screen.select(new Selection.Range(new TimeRange(Math.min(nanos, fixedNanos), Math.max(nanos, fixedNanos))));
        }
        lastPx = event.getX();
    }

    private void release(MouseEvent event) {
        if (!isPanning && isClick(event) && event.getButton() == MouseButton.PRIMARY) {
            click(event);
        }
    }

    private boolean isClick(MouseEvent event) {
        return Math.abs(event.getX() - pressedPx) < CLICK_PX;
    }

    private void click(MouseEvent event) {
        var hit = screen.drawing().scene().flatMap(scene -> scene.hit(event.getX(), event.getY()));
        Selection selection = hit.map(each -> each.selection()).orElse(new Selection.Nothing());
        screen.select(selection);
        if (selection instanceof Selection.OneEvent(int clicked)) {
            screen.workbench().playhead().set(clicked);
        }
        if (event.getClickCount() == 2) {
            Picked.when(selection, screen.model().trace()).ifPresent(screen.actions()::fit);
        }
    }

    private void scroll(ScrollEvent event) {
        if (event.isShortcutDown()) {
            screen.actions().zoom(Math.pow(ZOOM_PER_NOTCH, event.getDeltaY() / NOTCH), event.getX() / plot.getWidth());
        } else if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            double px = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
            screen.actions().slide(-px / plot.getWidth());
        } else {
            screen.scrollBy(-event.getDeltaY());
        }
        event.consume();
    }

    private void pinch(ZoomEvent event) {
        screen.actions().zoom(event.getZoomFactor(), event.getX() / plot.getWidth());
        event.consume();
    }
}
