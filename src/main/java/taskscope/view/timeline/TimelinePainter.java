package taskscope.view.timeline;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import taskscope.timeline.PixelArrow;
import taskscope.timeline.PixelBand;
import taskscope.timeline.Role;
import taskscope.timeline.Ruler;
import taskscope.timeline.Strip;
import taskscope.timeline.TimelineScene;

/// Draws one frame of the plot: scene and theme to a canvas. Decides nothing.
final class TimelinePainter {

    private final GraphicsContext gc;
    private final Theme theme;

    TimelinePainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
    }

    void paint(TimelineScene scene, double heightPx) {
        double widthPx = scene.scale().widthPx();
        gc.setTextBaseline(VPos.CENTER);
        gc.setFill(theme.background());
        gc.fillRect(0, 0, widthPx, heightPx);
        grid(Ruler.ticks(scene.scale()), heightPx);
        scene.bands().forEach(band -> band(band, heightPx));
        scene.strips().forEach(strip -> ground(strip, widthPx));
        scene.arrows().forEach(this::arrow);
        scene.strips().stream().filter(Strip::isHeading).forEach(this::caption);
        var boxes = new BoxPainter(gc, theme);
        scene.boxes().forEach(boxes::paint);
        var moments = new MomentPainter(gc, theme);
        scene.moments().forEach(moments::paint);
    }

    private void grid(List<Ruler.Tick> ticks, double heightPx) {
        gc.setStroke(theme.grid());
        gc.setLineWidth(1);
        for (Ruler.Tick tick : ticks) {
            double x = Math.floor(tick.xPx()) + 0.5;
            gc.strokeLine(x, 0, x, heightPx);
        }
    }

    private void band(PixelBand band, double heightPx) {
        Color color = theme.role(Role.STALL);
        gc.setFill(color.deriveColor(0, 1, 1, Theme.BAND_OPACITY));
        gc.fillRect(band.xPx(), 0, band.widthPx(), heightPx);
    }

    private void ground(Strip strip, double widthPx) {
        if (strip.isHeading()) {
            gc.setFill(theme.heading());
            gc.fillRect(0, strip.yPx(), widthPx, strip.heightPx());
        } else {
            double y = Math.floor(strip.yPx() + strip.heightPx()) - 0.5;
            gc.setStroke(theme.grid());
            gc.setLineWidth(1);
            gc.strokeLine(0, y, widthPx, y);
        }
    }

    private void caption(Strip strip) {
        gc.setFill(theme.faintInk());
        gc.setFont(theme.smallFont());
        gc.fillText(strip.of().caption(), 6, strip.yPx() + strip.heightPx() / 2);
    }

    /// Dashed and curved, so that it is not taken for a box's edge.
    private void arrow(PixelArrow arrow) {
        gc.setStroke(theme.role(Role.TASK));
        gc.setLineWidth(1.2);
        gc.setLineDashes(3, 3);
        gc.setLineCap(StrokeLineCap.ROUND);
        double bendPx = Math.min(40, (arrow.toYPx() - arrow.fromYPx()) / 2);
        gc.beginPath();
        gc.moveTo(arrow.fromXPx(), arrow.fromYPx());
        gc.bezierCurveTo(
                arrow.fromXPx(),
                arrow.fromYPx() + bendPx,
                arrow.toXPx(),
                arrow.toYPx() - bendPx,
                arrow.toXPx(),
                arrow.toYPx());
        gc.stroke();
        gc.setLineDashes();
        gc.setLineCap(StrokeLineCap.SQUARE);
    }
}
