package taskscope.view.timeline;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import taskscope.timeline.PixelBand;
import taskscope.timeline.Role;
import taskscope.timeline.Ruler;
import taskscope.timeline.TimelineScene;

/// Draws the ruler: ticks, stalls as hatched stretches, and the playhead's time in a pill.
final class RulerPainter {

    private static final double PILL_HEIGHT_PX = 18;
    private static final double HATCH_PX = 5;
    private static final double LABEL_MIDDLE_PX = 30;
    private static final double PILL_CLEARANCE_PX = 66;

    private final GraphicsContext gc;
    private final Theme theme;

    RulerPainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
    }

    /// `pillPx` is where the pill's middle will be: a label half under it would be read wrongly.
    void paint(TimelineScene scene, double heightPx, double pillPx) {
        double widthPx = scene.scale().widthPx();
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setFill(theme.background());
        gc.fillRect(0, 0, widthPx, heightPx);
        scene.bands().forEach(band -> band(band, heightPx));
        gc.setLineWidth(1);
        gc.setFont(theme.smallFont());
        for (Ruler.Tick tick : Ruler.ticks(scene.scale())) {
            double x = Math.floor(tick.xPx()) + 0.5;
            gc.setStroke(theme.line());
            gc.strokeLine(x, heightPx - 8, x, heightPx);
            boolean isUnderPill = pillPx >= 0 && Math.abs(x + LABEL_MIDDLE_PX - pillPx) <= PILL_CLEARANCE_PX;
            if (!isUnderPill && x + 2 * LABEL_MIDDLE_PX <= widthPx) {
                gc.setFill(theme.faintInk());
                gc.fillText(tick.label(), x + 4, heightPx / 2);
            }
        }
        gc.setStroke(theme.line());
        gc.strokeLine(0, heightPx - 0.5, widthPx, heightPx - 0.5);
    }

    private void band(PixelBand band, double heightPx) {
        Color color = theme.role(Role.STALL);
        gc.setStroke(color.deriveColor(0, 1, 1, 0.7));
        gc.setLineWidth(1);
        double top = heightPx - 6;
        for (double x = band.xPx(); x < band.xPx() + band.widthPx(); x += HATCH_PX) {
            gc.strokeLine(x, heightPx - 1, Math.min(x + 5, band.xPx() + band.widthPx()), top);
        }
    }

    void pill(double xPx, String time, double widthPx) {
        double width = new FontWidth(theme.boldFont()).ofPx(time) + 16;
        double left = Math.clamp(xPx - width / 2, 0, Math.max(0, widthPx - width));
        gc.setFill(theme.playhead());
        gc.fillRoundRect(left, 3, width, PILL_HEIGHT_PX, PILL_HEIGHT_PX, PILL_HEIGHT_PX);
        gc.setFill(theme.background());
        gc.setFont(theme.boldFont());
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(time, left + 8, 3 + PILL_HEIGHT_PX / 2 + 0.5);
    }
}
