package taskscope.timeline;

import org.jspecify.annotations.Nullable;

/// A horizontal strip of the timeline: the heading of a group, or a lane of it. `yPx` counts from the top of all
/// strips.
public record Strip(
        double yPx,
        double heightPx,
        int group,
        LaneGroup of,
        @Nullable Lane lane,
        int laneNumber,
        boolean isFolded) {

    public boolean contains(double y) {
        return y >= yPx && y < yPx + heightPx;
    }

    public boolean isHeading() {
        return lane == null;
    }
}
