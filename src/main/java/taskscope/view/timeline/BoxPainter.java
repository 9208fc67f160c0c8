package taskscope.view.timeline;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import taskscope.timeline.Look;
import taskscope.timeline.PixelBox;
import taskscope.timeline.Role;
import taskscope.timeline.Style;

/// Draws boxes: colour for the role, pattern and shape for the state.
final class BoxPainter {

    private static final double ARC_PX = 6;

    /// Below this width there is no room for a border and a tint: the role's colour alone.
    private static final double SOLID_BELOW_PX = 6;

    private static final double TOOTH_PX = 4;
    private static final double HATCH_PX = 6;
    private static final double DENSE_HATCH_PX = 3;

    private final GraphicsContext gc;
    private final Theme theme;
    private final Hatch hatch;

    BoxPainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
        this.hatch = new Hatch(gc);
    }

    void paint(PixelBox box) {
        Style style = box.style();
        Color color = theme.role(style.role());
        if (box.widthPx() < SOLID_BELOW_PX && style.look() != Look.GHOST) {
            gc.setFill(color);
            gc.fillRect(box.xPx(), box.yPx(), box.widthPx(), box.heightPx());
        } else {
            fill(box, color);
            pattern(box, color);
            border(box, color);
            label(box);
        }
    }

    private void fill(PixelBox box, Color color) {
        boolean isOutline = box.style().look() == Look.QUEUED || box.style().look() == Look.GHOST;
        gc.setFill(isOutline ? theme.background() : theme.tint(box.style().role()));
        gc.fillRoundRect(box.xPx(), box.yPx(), box.widthPx(), box.heightPx(), ARC_PX, ARC_PX);
        gc.setStroke(color);
    }

    private void pattern(PixelBox box, Color color) {
        gc.setLineWidth(1);
        gc.setStroke(color.deriveColor(0, 1, 1, 0.45));
        if (box.count() > 1) {
            hatch.vertical(box, DENSE_HATCH_PX);
        } else if (box.style().role() == Role.STALL) {
            gc.setLineWidth(2);
            hatch.rising(box, HATCH_PX);
        } else if (box.style().look() == Look.WAITING) {
            hatch.rising(box, HATCH_PX);
        } else if (box.style().look() == Look.CANCELLED) {
            hatch.rising(box, HATCH_PX);
            hatch.falling(box, HATCH_PX);
        }
    }

    private void border(PixelBox box, Color color) {
        double x = box.xPx() + 0.5;
        double y = box.yPx() + 0.5;
        gc.setStroke(color);
        gc.setLineWidth(1);
        if (box.style().look() == Look.GHOST) {
            gc.setStroke(theme.faintInk());
            gc.setLineDashes(4, 3);
        }
        gc.strokeRoundRect(x, y, box.widthPx() - 1, box.heightPx() - 1, ARC_PX, ARC_PX);
        gc.setLineDashes();
        if (box.style().isInThread()) {
            gc.strokeLine(x + 1, y + 2.5, x + box.widthPx() - 2, y + 2.5);
        }
        if (box.style().isTorn()) {
            tear(box, color);
        }
    }

    /// A jagged right edge: it was still open when the recording stopped.
    private void tear(PixelBox box, Color color) {
        double right = box.endPx();
        gc.setFill(theme.background());
        gc.fillRect(right - TOOTH_PX, box.yPx() - 0.5, TOOTH_PX + 1, box.heightPx() + 1);
        gc.setFill(theme.tint(box.style().role()));
        gc.setStroke(color);
        int teeth = (int) Math.max(2, box.heightPx() / TOOTH_PX);
        double step = box.heightPx() / teeth;
        for (int tooth = 0; tooth < teeth; tooth++) {
            double y = box.yPx() + tooth * step;
            double[] xs = {right - TOOTH_PX, right, right - TOOTH_PX};
            double[] ys = {y, y + step / 2, y + step};
            gc.fillPolygon(xs, ys, 3);
            gc.strokePolyline(xs, ys, 3);
        }
    }

    private void label(PixelBox box) {
        boolean isGhost = box.style().look() == Look.GHOST;
        if (box.label().isEmpty() && !isGhost) {
            return;
        }
        double middle = box.yPx() + box.heightPx() / 2 + 0.5;
        gc.setFont(theme.smallFont());
        if (box.style().role() == Role.STALL || box.count() > 1) {
            plate(box);
        }
        gc.setFill(isGhost ? theme.faintInk() : theme.ink());
        String text = isGhost ? ("\u2205 " + box.label()).strip() : box.label();
        gc.fillText(text, box.label().isEmpty() ? box.xPx() + 3 : box.labelPx(), middle);
    }

    /// Words on a hatch need a quiet ground.
    private void plate(PixelBox box) {
        double width = new FontWidth(theme.smallFont()).ofPx(box.label()) + 6;
        gc.setFill(theme.background().deriveColor(0, 1, 1, 0.88));
        gc.fillRoundRect(box.labelPx() - 3, box.yPx() + 2, width, box.heightPx() - 4, ARC_PX, ARC_PX);
    }
}
