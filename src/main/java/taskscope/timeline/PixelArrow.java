package taskscope.timeline;

/// From a request to a task that it queued.
public record PixelArrow(double fromXPx, double fromYPx, double toXPx, double toYPx) {}
