package taskscope.view.timeline;

import javafx.scene.canvas.GraphicsContext;
import taskscope.timeline.PixelBox;

/// Lines across a box, cut at its edges by arithmetic: a clip on the canvas costs far more. The lines stand still in
/// time, so they do not crawl when the view is panned.
record Hatch(GraphicsContext gc) {

    void vertical(PixelBox box, double stepPx) {
        for (double x = box.xPx() + stepPx; x < box.endPx() - 1; x += stepPx) {
            gc.strokeLine(x + 0.5, box.yPx() + 1, x + 0.5, box.yPx() + box.heightPx() - 1);
        }
    }

    void rising(PixelBox box, double stepPx) {
        diagonal(box, stepPx, true);
    }

    void falling(PixelBox box, double stepPx) {
        diagonal(box, stepPx, false);
    }

    private void diagonal(PixelBox box, double stepPx, boolean isRising) {
        double left = box.xPx() + 1;
        double right = box.endPx() - 1;
        double height = box.heightPx() - 2;
        double bottom = box.yPx() + 1 + height;
        double top = box.yPx() + 1;
        for (double from = left - height; from < right; from += stepPx) {
            double fromX = Math.max(from, left);
            double toX = Math.min(from + height, right);
            if (toX > fromX) {
                double fromY = bottom - (fromX - from);
                double toY = bottom - (toX - from);
                gc.strokeLine(fromX, isRising ? fromY : top + bottom - fromY, toX, isRising ? toY : top + bottom - toY);
            }
        }
    }
}
