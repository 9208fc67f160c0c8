package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All strips from top to bottom, with the given groups folded.
public final class LaneStack {

    /// As in the design: a heading, a lane with one row.
    public static final double HEADING_PX = 28;

    public static final double LANE_PX = 28;

    /// A lane with several rows draws them lower, with a gap of 2 px.
    static final double ROW_PX = 18;

    private static final double PADDING_PX = 4;

    private final List<Strip> strips = new ArrayList<>();
    private final double heightPx;

    public LaneStack(List<LaneGroup> groups, Set<String> folded) {
        double yPx = 0;
        int laneNumber = 0;
        for (int group = 0; group < groups.size(); group++) {
            LaneGroup each = groups.get(group);
            boolean isFolded = folded.contains(each.title());
            strips.add(new Strip(yPx, HEADING_PX, group, each, null, laneNumber, isFolded));
            yPx += HEADING_PX;
            for (Lane lane : each.lanes()) {
                if (!isFolded) {
                    strips.add(new Strip(yPx, laneHeightPx(lane), group, each, lane, laneNumber, false));
                    yPx += laneHeightPx(lane);
                }
                laneNumber++;
            }
        }
        heightPx = yPx;
    }

    public List<Strip> strips() {
        return List.copyOf(strips);
    }

    public double heightPx() {
        return heightPx;
    }

    /// The strip of a lane, unless its group is folded.
    public Optional<Strip> ofLane(int laneNumber) {
        int low = 0;
        int high = strips.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Strip strip = strips.get(middle);
            if (strip.laneNumber() < laneNumber || (strip.laneNumber() == laneNumber && strip.isHeading())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < strips.size()
                        && !strips.get(low).isHeading()
                        && strips.get(low).laneNumber() == laneNumber
                ? Optional.of(strips.get(low))
                : Optional.empty();
    }

    /// The strips that are visible between two heights.
    public List<Strip> between(double topPx, double bottomPx) {
        int first = Math.max(0, firstBelow(topPx) - 1);
        int last = first;
        while (last < strips.size() && strips.get(last).yPx() < bottomPx) {
            last++;
        }
        return strips.subList(first, last);
    }

    private int firstBelow(double yPx) {
        int low = 0;
        int high = strips.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (strips.get(middle).yPx() <= yPx) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double laneHeightPx(Lane lane) {
        return lane.rowCount() == 1 ? LANE_PX : 2 * PADDING_PX + lane.rowCount() * ROW_PX;
    }

    /// Top and height of a row within its lane.
    static double rowTopPx(Lane lane, int row) {
        return PADDING_PX + (lane.rowCount() == 1 ? 0 : row * ROW_PX);
    }

    static double rowHeightPx(Lane lane) {
        return lane.rowCount() == 1 ? LANE_PX - 2 * PADDING_PX : ROW_PX - 2;
    }
}
