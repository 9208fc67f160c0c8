package taskscope.timeline;

import taskscope.time.TimeRange;

/// The whole trace in one strip: how much of each pixel somebody was at work, and the worst thing in it.
public final class Minimap {

    private final TimeScale scale;
    private final double[] activity;
    private final int[] severity;

    private Minimap(TimeScale scale) {
        this.scale = scale;
        int width = (int) Math.ceil(scale.widthPx());
        this.activity = new double[width];
        this.severity = new int[width];
    }

    /// Reads every box once: computed when the trace or the width changes, not for each frame.
    public static Minimap of(Lanes lanes, double widthPx) {
        TimeRange trace = lanes.trace().span();
        var map = new Minimap(new TimeScale(Viewport.whole(trace), widthPx));
        for (LaneGroup group : lanes.groups()) {
            for (Lane lane : group.lanes()) {
                lane.rows().forEach(row -> map.add(row.entries()));
            }
            map.addWorst(group.worst().entries());
        }
        return map;
    }

    public TimeScale scale() {
        return scale;
    }

    public int widthPx() {
        return activity.length;
    }

    /// The part of this pixel's time in which somebody was at work, 0 to 1.
    public double activity(int px) {
        return Math.min(1, activity[px]);
    }

    /// The worst severity in this pixel.
    public int severity(int px) {
        return severity[px];
    }

    private void add(Columns boxes) {
        for (int index = 0; index < boxes.count; index++) {
            Role role = Style.unpacked(boxes.style[index]).role();
            if (role == Role.REQUEST || role == Role.TASK) {
                cover(scale.px(boxes.start[index]), scale.px(boxes.end[index]));
            }
        }
    }

    private void cover(double fromPx, double toPx) {
        int last = Math.min(activity.length - 1, (int) toPx);
        for (int px = Math.max(0, (int) fromPx); px <= last; px++) {
            activity[px] += Math.max(0, Math.min(toPx, px + 1) - Math.max(fromPx, px));
        }
    }

    private void addWorst(Columns worst) {
        for (int index = 0; index < worst.count; index++) {
            int px = Math.clamp((int) scale.px(worst.start[index]), 0, severity.length - 1);
            severity[px] = Math.max(severity[px], Style.severity(worst.style[index]));
        }
    }
}
