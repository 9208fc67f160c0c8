package taskscope.timeline;

/// Nanoseconds to pixels and back, for a viewport on a plot of a given width. Pixels count from the left edge.
public record TimeScale(Viewport viewport, double widthPx) {

    public TimeScale {
        if (!(widthPx > 0)) {
            throw new IllegalArgumentException("a plot of width " + widthPx);
        }
    }

    public double px(long nanos) {
        return ((nanos - viewport.startNanos()) - viewport.fractionNanos()) / nanosPerPx();
    }

    /// The nanosecond that is nearest to the pixel.
    public long nanos(double px) {
        return viewport.startNanos() + Math.round(viewport.fractionNanos() + px * nanosPerPx());
    }

    public double nanosPerPx() {
        return viewport.lengthNanos() / widthPx;
    }

    /// The power of two of nanoseconds that is just wider than a pixel: what starts within it looks the same.
    public int level() {
        return Math.max(0, 64 - Long.numberOfLeadingZeros((long) Math.ceil(nanosPerPx()) - 1));
    }
}
