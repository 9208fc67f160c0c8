package taskscope.view.timeline;

import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import taskscope.timeline.LabelFit;
import taskscope.timeline.Lane;
import taskscope.timeline.Strip;
import taskscope.timeline.TimelineScene;

/// Draws the column of lane headers, in step with the plot.
final class HeaderPainter {

    private static final double LEFT_PX = 14;
    private static final double INDENT_PX = 26;

    private final GraphicsContext gc;
    private final Theme theme;
    private final LabelFit labels;

    HeaderPainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
        this.labels = new LabelFit(new FontWidth(theme.font()));
    }

    void paint(TimelineScene scene, double widthPx, double heightPx) {
        gc.setTextBaseline(VPos.CENTER);
        gc.setFill(theme.background());
        gc.fillRect(0, 0, widthPx, heightPx);
        for (Strip strip : scene.strips()) {
            Lane lane = strip.lane();
            if (lane == null) {
                heading(strip, widthPx);
            } else {
                lane(strip, lane, widthPx);
            }
        }
        gc.setStroke(theme.line());
        gc.strokeLine(widthPx - 0.5, 0, widthPx - 0.5, heightPx);
    }

    private void heading(Strip strip, double widthPx) {
        double middle = strip.yPx() + strip.heightPx() / 2;
        gc.setFill(theme.heading());
        gc.fillRect(0, strip.yPx(), widthPx, strip.heightPx());
        gc.setFill(theme.faintInk());
        triangle(middle, strip.isFolded());
        gc.setFont(theme.boldFont());
        gc.fillText(strip.of().title().toUpperCase(Locale.ROOT), INDENT_PX, middle);
    }

    private void triangle(double middle, boolean isFolded) {
        if (isFolded) {
            gc.fillPolygon(
                    new double[] {LEFT_PX + 1, LEFT_PX + 6, LEFT_PX + 1},
                    new double[] {middle - 4, middle, middle + 4},
                    3);
        } else {
            gc.fillPolygon(
                    new double[] {LEFT_PX, LEFT_PX + 8, LEFT_PX + 4},
                    new double[] {middle - 2.5, middle - 2.5, middle + 2.5},
                    3);
        }
    }

    private void lane(Strip strip, Lane lane, double widthPx) {
        gc.setFill(theme.ink());
        gc.setFont(theme.font());
        gc.fillText(labels.fit(lane.title(), widthPx - INDENT_PX - 10), INDENT_PX, strip.yPx() + 14);
        if (lane.hasOverflow()) {
            gc.setFill(theme.faintInk());
            gc.setFont(theme.smallFont());
            gc.fillText("and more at once", INDENT_PX, strip.yPx() + strip.heightPx() - 13);
        }
        double y = Math.floor(strip.yPx() + strip.heightPx()) - 0.5;
        gc.setStroke(theme.grid());
        gc.setLineWidth(1);
        gc.strokeLine(0, y, widthPx, y);
    }
}
