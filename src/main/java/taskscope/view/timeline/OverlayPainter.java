package taskscope.view.timeline;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import taskscope.time.TimeRange;
import taskscope.timeline.PixelBox;
import taskscope.timeline.PixelMoment;
import taskscope.timeline.TimeScale;

/// Draws what changes without the lanes: the playhead, the ring of the selection, a selected stretch of time.
final class OverlayPainter {

    private static final double RING_PX = 2;
    private static final double ARC_PX = 8;

    private final GraphicsContext gc;
    private final Theme theme;

    OverlayPainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
    }

    void clear(double widthPx, double heightPx) {
        gc.clearRect(0, 0, widthPx, heightPx);
    }

    /// Outside the box and in the ink's luminance, so that it is seen on every role.
    void ring(PixelBox box) {
        ring(box.xPx(), box.yPx(), box.widthPx(), box.heightPx());
    }

    void ring(PixelMoment moment) {
        double half = PixelMoment.SIZE_PX / 2 + 1;
        ring(moment.xPx() - half, moment.yPx() - half, 2 * half, 2 * half);
    }

    private void ring(double x, double y, double width, double height) {
        gc.setStroke(theme.ink());
        gc.setLineWidth(RING_PX);
        gc.strokeRoundRect(
                x - RING_PX / 2 - 0.5,
                y - RING_PX / 2 - 0.5,
                width + RING_PX + 1,
                height + RING_PX + 1,
                ARC_PX,
                ARC_PX);
    }

    void range(TimeScale scale, TimeRange range, double heightPx) {
        double from = scale.px(range.startNanos());
        double to = scale.px(range.endNanos());
        Color color = theme.playhead();
        gc.setFill(color.deriveColor(0, 1, 1, 0.12));
        gc.fillRect(from, 0, to - from, heightPx);
        gc.setFill(color);
        gc.fillRect(from, 0, 1, heightPx);
        gc.fillRect(to - 1, 0, 1, heightPx);
    }

    void playhead(double xPx, double heightPx) {
        gc.setFill(theme.playhead());
        gc.fillRect(xPx - 0.75, 0, 1.5, heightPx);
    }
}
