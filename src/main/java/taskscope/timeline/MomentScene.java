package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;

/// Turns the moments of one lane into glyphs: stacked upward where they are close, counted where they are too many,
/// with words where the lane has room for them.
final class MomentScene {

    private static final double CLOSE_PX = 10;
    private static final double STACK_PX = 9;

    /// A lane has room for one glyph above another.
    private static final int HIGHEST_STACK = 2;

    private static final double TEXT_OFFSET_PX = 9;
    private static final double SHORTEST_TEXT_PX = 24;

    private final TimeScale scale;
    private final LabelFit labels;
    private final MomentText text;
    private final double yPx;
    private final List<PixelMoment> placed = new ArrayList<>();

    MomentScene(TimeScale scale, LabelFit labels, MomentText text, double yPx) {
        this.scale = scale;
        this.labels = labels;
        this.text = text;
        this.yPx = yPx;
    }

    List<PixelMoment> moments(Pyramid moments, List<PixelBox> boxes) {
        long beyondNanos = Math.round(CLOSE_PX * scale.nanosPerPx());
        moments.visit(
                scale.level(),
                scale.nanos(0) - beyondNanos,
                scale.nanos(scale.widthPx()) + beyondNanos,
                (start, _, columns, index, count) -> place(scale.px(start), columns, index, count));
        return placed.stream().map(each -> withText(each, boxes)).toList();
    }

    private void place(double xPx, Columns columns, int index, int count) {
        int height = 0;
        int below = -1;
        for (int back = placed.size() - 1; back >= 0 && xPx - placed.get(back).xPx() < CLOSE_PX; back--) {
            height++;
            below = below < 0 ? back : below;
        }
        if (height < HIGHEST_STACK) {
            placed.add(glyph(xPx, yPx - height * STACK_PX, columns, index, count));
        } else {
            join(below, columns, index, count);
        }
    }

    /// The worse of the two is shown, and both are counted.
    private void join(int at, Columns columns, int index, int count) {
        PixelMoment there = placed.get(at);
        boolean isWorse = Style.severity(columns.style[index]) > there.style().severity();
        int sum = there.count() + count;
        placed.set(
                at,
                isWorse
                        ? glyph(there.xPx(), there.yPx(), columns, index, sum)
                        : new PixelMoment(
                                there.xPx(), there.yPx(), there.glyph(), there.style(), there.event(), sum, "", 0));
    }

    private static PixelMoment glyph(double xPx, double yPx, Columns columns, int index, int count) {
        return new PixelMoment(
                xPx,
                yPx,
                Moments.glyph(columns, index),
                Style.unpacked(columns.style[index]),
                columns.ref[index],
                count,
                "",
                0);
    }

    private PixelMoment withText(PixelMoment moment, List<PixelBox> boxes) {
        String words = moment.count() > 1 ? "\u00d7" + moment.count() : text.of(moment.glyph(), moment.event());
        double textPx = moment.xPx() + TEXT_OFFSET_PX;
        double roomPx = roomPx(moment, textPx, boxes);
        double wishedPx = labels.width().ofPx(words);
        if (wishedPx > roomPx && wishedPx < roomBeforePx(moment, boxes)) {
            textPx = moment.xPx() - TEXT_OFFSET_PX - wishedPx;
            roomPx = wishedPx + 1;
        }
        String fitting = roomPx < SHORTEST_TEXT_PX ? "" : labels.fit(words, roomPx);
        return new PixelMoment(
                moment.xPx(),
                moment.yPx(),
                moment.glyph(),
                moment.style(),
                moment.event(),
                moment.count(),
                fitting,
                textPx);
    }

    /// Back to the glyph or box before.
    private double roomBeforePx(PixelMoment moment, List<PixelBox> boxes) {
        double fromPx = 0;
        for (PixelMoment other : placed) {
            if (other.xPx() < moment.xPx()) {
                fromPx = Math.max(fromPx, other.xPx() + PixelMoment.SIZE_PX);
            }
        }
        for (PixelBox box : boxes) {
            if (box.xPx() < moment.xPx()) {
                fromPx = Math.max(fromPx, box.endPx() + 4);
            }
        }
        return moment.xPx() - TEXT_OFFSET_PX - fromPx;
    }

    /// Up to the next glyph or box; nothing inside a box, which has its own words.
    private double roomPx(PixelMoment moment, double textPx, List<PixelBox> boxes) {
        double untilPx = scale.widthPx() - 2;
        for (PixelMoment other : placed) {
            if (other.xPx() > moment.xPx()) {
                untilPx = Math.min(untilPx, other.xPx() - PixelMoment.SIZE_PX);
            }
        }
        for (PixelBox box : boxes) {
            if (box.endPx() > textPx) {
                untilPx = Math.min(untilPx, box.xPx() - 4);
            }
        }
        return untilPx - textPx;
    }
}
