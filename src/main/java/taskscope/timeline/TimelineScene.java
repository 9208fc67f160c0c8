package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import taskscope.trace.Task;

/// One frame of the plot in pixels, from its top left corner: what to draw, and what is where.
///
/// ```text
/// strips   headings and lanes that can be seen, moved up by the scroll position
/// bands    stalls, over the whole height
/// boxes    in drawing order: the severe ones of a row after the others
/// moments  glyphs and their words, above the boxes
/// ```
public record TimelineScene(
        TimeScale scale,
        List<Strip> strips,
        List<PixelBand> bands,
        List<PixelBox> boxes,
        List<PixelMoment> moments,
        List<PixelArrow> arrows) {

    /// Where in the lanes the plot stands, and how it writes.
    public record Window(TimeScale scale, double scrollPx, double heightPx, TextWidth textWidth) {}

    /// A pointer may miss a narrow box by this much.
    private static final double SLACK_PX = 2;

    /// `arrows` are the tasks to which to draw the arrow from their request.
    public static TimelineScene of(Lanes lanes, LaneStack stack, Window window, List<Task> arrows) {
        var scene = new SceneBuilder(lanes, window);
        for (Strip strip : stack.between(window.scrollPx(), window.scrollPx() + window.heightPx())) {
            scene.add(strip);
        }
        arrows.forEach(task -> scene.addArrow(stack, task));
        return scene.scene();
    }

    /// What is at this point: glyphs before boxes, what was drawn last first.
    public Optional<Hit> hit(double xPx, double yPx) {
        for (PixelMoment moment : moments.reversed()) {
            if (moment.contains(xPx, yPx) && moment.event() >= 0) {
                return Optional.of(new Hit(new Selection.OneEvent(moment.event()), moment.count()));
            }
        }
        for (PixelBox box : boxes.reversed()) {
            if (box.contains(xPx, yPx, SLACK_PX)) {
                return Optional.of(new Hit(new Selection.OneThing(box.thing()), box.count()));
            }
        }
        return Optional.empty();
    }

    /// What was hit, and how many things it stands for.
    public record Hit(Selection selection, int count) {}

    /// The strip at this height.
    public Optional<Strip> strip(double yPx) {
        return strips.stream().filter(each -> each.contains(yPx)).findFirst();
    }

    static List<PixelBand> bands(Lanes lanes, TimeScale scale) {
        List<PixelBand> bands = new ArrayList<>();
        lanes.stalls()
                .visit(scale.level(), scale.nanos(0), scale.nanos(scale.widthPx()), (start, end, columns, index, _) -> {
                    double fromPx = Math.max(0, scale.px(start));
                    double toPx = Math.min(scale.widthPx(), scale.px(end));
                    bands.add(new PixelBand(fromPx, Math.max(1, toPx - fromPx), Style.severity(columns.style[index])));
                });
        return bands;
    }
}
