package taskscope.view.timeline;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import taskscope.timeline.PixelMoment;
import taskscope.timeline.Role;
import taskscope.timeline.Style;

/// Draws glyphs and the words beside them.
final class MomentPainter {

    private static final double HALF = PixelMoment.SIZE_PX / 2;

    private final GraphicsContext gc;
    private final Theme theme;

    MomentPainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
    }

    void paint(PixelMoment moment) {
        boolean isBad = moment.style().severity() >= Style.MEDIUM;
        Color color = theme.role(isBad ? Role.ERROR : moment.style().role());
        gc.setFill(color);
        gc.setStroke(color);
        glyph(moment);
        if (!moment.text().isEmpty()) {
            gc.setFont(theme.smallFont());
            gc.setTextBaseline(VPos.CENTER);
            gc.setFill(isBad ? theme.ink() : theme.faintInk());
            gc.fillText(moment.text(), moment.textPx(), moment.yPx() + 0.5);
        }
    }

    private void glyph(PixelMoment moment) {
        double x = moment.xPx();
        double y = moment.yPx();
        switch (moment.glyph()) {
            case DIAMOND -> diamond(x, y);
            case FLAG -> flag(x, y);
            case CROSS -> cross(gc, theme, x, y);
            case TRIANGLE -> triangle(gc, x, y);
            case DOT -> gc.fillOval(x - 3, y - 3, 6, 6);
            case SQUARE -> gc.fillRect(x - 4, y - 4, 8, 8);
        }
    }

    /// Hollow: what was queued has not begun.
    private void diamond(double x, double y) {
        double[] xs = {x - HALF, x, x + HALF, x};
        double[] ys = {y, y - HALF, y, y + HALF};
        Color color = (Color) gc.getStroke();
        gc.setFill(theme.background());
        gc.fillPolygon(xs, ys, 4);
        gc.setLineWidth(1.5);
        gc.setStroke(color);
        gc.strokePolygon(xs, ys, 4);
    }

    /// The pole stands at the instant.
    private void flag(double x, double y) {
        gc.setLineWidth(1.5);
        gc.strokeLine(x, y - HALF, x, y + HALF);
        gc.fillPolygon(new double[] {x, x + 7, x}, new double[] {y - HALF, y - 1.5, y + 1.5}, 3);
    }

    private static void cross(GraphicsContext gc, Theme theme, double x, double y) {
        gc.setLineWidth(5);
        Color color = (Color) gc.getFill();
        gc.setStroke(theme.background());
        strokeCross(gc, x, y);
        gc.setLineWidth(2.2);
        gc.setStroke(color);
        strokeCross(gc, x, y);
    }

    private static void strokeCross(GraphicsContext gc, double x, double y) {
        double arm = HALF - 0.5;
        gc.strokeLine(x - arm, y - arm, x + arm, y + arm);
        gc.strokeLine(x - arm, y + arm, x + arm, y - arm);
    }

    private static void triangle(GraphicsContext gc, double x, double y) {
        gc.fillPolygon(new double[] {x - 5, x, x + 5}, new double[] {y + 4.5, y - 4.5, y + 4.5}, 3);
    }
}
