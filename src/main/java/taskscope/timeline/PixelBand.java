package taskscope.timeline;

/// A stretch in which the event loop served nobody, over the whole height of the plot.
public record PixelBand(double xPx, double widthPx, int severity) {}
