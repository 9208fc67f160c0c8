package taskscope.timeline;

import taskscope.trace.Thing;

/// A box on the plot, in pixels from its left and top edge. `count` says how many things it stands for, `thing` which
/// of them it shows; `label` is cut to fit and starts at `labelPx`.
public record PixelBox(
        double xPx,
        double yPx,
        double widthPx,
        double heightPx,
        Thing thing,
        Style style,
        int count,
        String label,
        double labelPx) {

    public double endPx() {
        return xPx + widthPx;
    }

    boolean contains(double x, double y, double slackPx) {
        return x >= xPx - slackPx && x <= endPx() + slackPx && y >= yPx && y <= yPx + heightPx;
    }
}
