package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Task;
import taskscope.trace.Thing;

/// Collects the parts of one frame, strip by strip.
final class SceneBuilder {

    /// In a lane of many rows, moments would stand on other things' boxes: only those that matter are drawn.
    private static final int FROM_SEVERITY_IN_ROWS = Style.MEDIUM;

    /// A box of this width is noticed by itself.
    private static final double GLYPH_BELOW_PX = 12;

    private final Lanes lanes;
    private final TimelineScene.Window window;
    private final TimeScale scale;
    private final LabelFit labels;
    private final BoxText boxText;
    private final MomentText momentText;
    private final List<Strip> strips = new ArrayList<>();
    private final List<PixelBox> boxes = new ArrayList<>();
    private final List<PixelMoment> moments = new ArrayList<>();
    private final List<PixelArrow> arrows = new ArrayList<>();

    SceneBuilder(Lanes lanes, TimelineScene.Window window) {
        this.lanes = lanes;
        this.window = window;
        this.scale = window.scale();
        this.labels = new LabelFit(window.textWidth());
        this.boxText = new BoxText(lanes.trace());
        this.momentText = new MomentText(lanes.trace());
    }

    TimelineScene scene() {
        return new TimelineScene(scale, strips, TimelineScene.bands(lanes, scale), boxes, moments, arrows);
    }

    void add(Strip strip) {
        double topPx = strip.yPx() - window.scrollPx();
        strips.add(new Strip(
                topPx,
                strip.heightPx(),
                strip.group(),
                strip.of(),
                strip.lane(),
                strip.laneNumber(),
                strip.isFolded()));
        Lane lane = strip.lane();
        if (lane != null) {
            addLane(lane, topPx);
        } else if (strip.isFolded()) {
            moments.addAll(new MomentScene(scale, labels, momentText, topPx + LaneStack.HEADING_PX / 2)
                    .moments(strip.of().worst()));
        }
    }

    private void addLane(Lane lane, double topPx) {
        List<PixelBox> ofLane = new ArrayList<>();
        double heightPx = LaneStack.rowHeightPx(lane);
        for (int row = 0; row < lane.rows().size(); row++) {
            Pyramid each = lane.rows().get(row);
            boolean isAlone = each.entries().count == 1;
            double yPx = topPx + LaneStack.rowTopPx(lane, row);
            ofLane.addAll(new RowScene(scale, labels, boxText, yPx, heightPx, isAlone).boxes(each));
        }
        boxes.addAll(ofLane);
        double middlePx = topPx + LaneStack.rowTopPx(lane, 0) + heightPx / 2;
        var scene = new MomentScene(scale, labels, momentText, middlePx);
        if (lane.rowCount() == 1) {
            List<PixelMoment> told = scene.told(lane.moments(), ofLane);
            moments.addAll(told);
            flag(ofLane, told);
        } else {
            scene.moments(lane.moments()).stream()
                    .filter(each -> each.style().severity() >= FROM_SEVERITY_IN_ROWS)
                    .forEach(moments::add);
            flag(ofLane, List.of());
        }
    }

    /// A severe box that is too narrow to be noticed wears its glyph above, unless a moment beside it tells as much.
    private void flag(List<PixelBox> ofLane, List<PixelMoment> told) {
        for (PixelBox box : ofLane) {
            int severity = box.style().severity();
            boolean isNarrow = box.widthPx() < GLYPH_BELOW_PX && box.style().look() != Look.GHOST;
            if (isNarrow && severity >= Style.MEDIUM && told.stream().noneMatch(each -> tells(each, box))) {
                moments.add(new PixelMoment(
                        box.xPx() + box.widthPx() / 2,
                        box.yPx(),
                        Moments.ofSeverity(severity),
                        box.style(),
                        Moments.NO_EVENT,
                        1,
                        "",
                        0));
            }
        }
    }

    private static boolean tells(PixelMoment moment, PixelBox box) {
        return moment.style().severity() >= box.style().severity()
                && moment.xPx() >= box.xPx() - GLYPH_BELOW_PX
                && moment.xPx() <= box.endPx() + GLYPH_BELOW_PX;
    }

    void addArrow(LaneStack stack, Task task) {
        Strip from = strip(stack, new Thing(Thing.Kind.REQUEST, task.request()));
        Strip to = strip(stack, new Thing(Thing.Kind.TASK, task.id()));
        if (from != null && to != null && task.hasStarted()) {
            double fromXPx = scale.px(task.queuedNanos());
            double toXPx = scale.px(task.startNanos());
            if (toXPx >= 0 && fromXPx <= scale.widthPx()) {
                arrows.add(new PixelArrow(
                        fromXPx,
                        from.yPx() + from.heightPx() - window.scrollPx() - 4,
                        toXPx,
                        to.yPx() - window.scrollPx() + 4));
            }
        }
    }

    private @Nullable Strip strip(LaneStack stack, Thing thing) {
        var lane = lanes.laneOf(thing);
        Optional<Strip> found = lane.isPresent() ? stack.ofLane(lane.getAsInt()) : Optional.empty();
        return found.orElse(null);
    }
}
