package taskscope.view.timeline;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import taskscope.timeline.Minimap;
import taskscope.timeline.Role;
import taskscope.timeline.Style;
import taskscope.timeline.TimeScale;

/// Draws the minimap: activity above, the worst severity below, the window over both.
final class MinimapPainter {

    private static final double SEVERITY_PX = 6;
    private static final double MARGIN_PX = 4;

    private final GraphicsContext gc;
    private final Theme theme;

    MinimapPainter(GraphicsContext gc, Theme theme) {
        this.gc = gc;
        this.theme = theme;
    }

    void paint(Minimap map, TimeScale view, double heightPx) {
        double top = MARGIN_PX;
        double bottom = heightPx - MARGIN_PX;
        gc.setFill(theme.background());
        gc.fillRect(0, 0, map.widthPx(), heightPx);
        gc.setFill(theme.heading());
        gc.fillRect(0, top, map.widthPx(), bottom - top);
        activity(map, top + 4, bottom - SEVERITY_PX - 2);
        severity(map, bottom - SEVERITY_PX);
        window(map, view, top, bottom);
        gc.setStroke(theme.line());
        gc.setLineWidth(1);
        gc.strokeRect(0.5, top + 0.5, map.widthPx() - 1, bottom - top - 1);
    }

    private void activity(Minimap map, double top, double bottom) {
        gc.setFill(theme.role(Role.REQUEST).deriveColor(0, 1, 1, 0.55));
        for (int px = 0; px < map.widthPx(); px++) {
            double height = (bottom - top) * map.activity(px);
            if (height > 0) {
                // A pixel with anything in it shows: a request of a millisecond is not nothing.
                double shown = Math.max(2, height);
                gc.fillRect(px, bottom - shown, 1, shown);
            }
        }
    }

    private void severity(Minimap map, double top) {
        for (int px = 0; px < map.widthPx(); px++) {
            if (map.severity(px) >= Style.MEDIUM) {
                boolean isHigh = map.severity(px) == Style.HIGH;
                gc.setFill(theme.role(isHigh ? Role.ERROR : Role.SESSION));
                gc.fillRect(px - 2, isHigh ? top : top + 2, 4, isHigh ? SEVERITY_PX : SEVERITY_PX - 2);
            }
        }
    }

    private void window(Minimap map, TimeScale view, double top, double bottom) {
        double from = map.scale().px(view.nanos(0));
        double to = Math.max(from + 2, map.scale().px(view.nanos(view.widthPx())));
        Color shade = theme.playhead();
        gc.setFill(shade.deriveColor(0, 1, 1, 0.14));
        gc.fillRect(from, top, to - from, bottom - top);
        gc.setFill(shade);
        gc.fillRect(from, top, 1.5, bottom - top);
        gc.fillRect(to - 1.5, top, 1.5, bottom - top);
    }

    void playhead(double xPx, double heightPx) {
        gc.setFill(theme.playhead());
        gc.fillRect(xPx - 0.75, MARGIN_PX, 1.5, heightPx - 2 * MARGIN_PX);
    }
}
