package taskscope.timeline;

/// A moment on the plot: a glyph centred on its time, and words to its right where there is room. `event` is -1 for a
/// moment that stands for a finding.
public record PixelMoment(
        double xPx, double yPx, Glyph glyph, Style style, int event, int count, String text, double textPx) {

    /// Glyphs are this wide and high.
    public static final double SIZE_PX = 9;

    boolean contains(double x, double y) {
        return Math.abs(x - xPx) <= SIZE_PX / 2 + 1 && Math.abs(y - yPx) <= SIZE_PX / 2 + 1;
    }
}
