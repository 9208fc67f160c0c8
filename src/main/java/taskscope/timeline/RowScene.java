package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Thing;

/// Turns one row into pixel boxes. Narrow neighbours that look alike are joined; what is severe never is hidden by
/// what is not.
final class RowScene {

    private static final double NARROWEST_PX = 3;

    /// An error has to be found without knowing where it is.
    private static final double NARROWEST_SEVERE_PX = 5;

    /// Room for the empty-set sign of a ghost.
    private static final double NARROWEST_GHOST_PX = 14;

    private static final double LABEL_FROM_PX = 40;
    private static final double COUNT_FROM_PX = 24;
    /// Half a glyph may stand on the edge of a box: its words begin after it.
    private static final double LABEL_PADDING_PX = 8;

    /// Boxes may reach this far beyond the edge, so that their border is not seen there.
    private static final double BEYOND_PX = 8;

    private final TimeScale scale;
    private final LabelFit labels;
    private final BoxText text;
    private final double yPx;
    private final double heightPx;
    private final boolean isAlone;
    private final List<PixelBox> plain = new ArrayList<>();
    private final List<PixelBox> severe = new ArrayList<>();

    private boolean isPending;
    private double startPx;
    private double endPx;
    private double rawEndPx;
    private int count;
    private short style;
    private Columns from = new Columns();
    private int shown;

    RowScene(TimeScale scale, LabelFit labels, BoxText text, double yPx, double heightPx, boolean isAlone) {
        this.scale = scale;
        this.labels = labels;
        this.text = text;
        this.yPx = yPx;
        this.heightPx = heightPx;
        this.isAlone = isAlone;
    }

    /// Boxes in the order in which to draw them: the severe ones last.
    List<PixelBox> boxes(Pyramid row) {
        long beyondNanos = Math.round(NARROWEST_GHOST_PX * scale.nanosPerPx());
        row.visit(scale.level(), scale.nanos(0) - beyondNanos, scale.nanos(scale.widthPx()) + beyondNanos, this::take);
        flush();
        plain.addAll(severe);
        return plain;
    }

    private void take(long startNanos, long endNanos, Columns columns, int index, int mergedCount) {
        double nextStartPx = Math.max(-BEYOND_PX, scale.px(startNanos));
        double nextRawEndPx = Math.min(scale.widthPx() + BEYOND_PX, scale.px(endNanos));
        short nextStyle = columns.style[index];
        double nextEndPx = Math.max(nextRawEndPx, nextStartPx + narrowestPx(nextStyle));
        if (isPending && canJoin(nextStartPx, nextRawEndPx, nextStyle)) {
            endPx = Math.max(endPx, nextEndPx);
            rawEndPx = nextRawEndPx;
            count += mergedCount;
            return;
        }
        if (isPending && nextStartPx < endPx + 1 && endPx - startPx > NARROWEST_PX + 1) {
            endPx = Math.max(startPx + NARROWEST_PX, nextStartPx - 1);
        }
        flush();
        isPending = true;
        startPx = nextStartPx;
        endPx = nextEndPx;
        rawEndPx = nextRawEndPx;
        count = mergedCount;
        style = nextStyle;
        from = columns;
        shown = index;
    }

    /// Both too narrow to be told apart, and the same in everything that is drawn.
    private boolean canJoin(double nextStartPx, double nextRawEndPx, short nextStyle) {
        boolean isPendingNarrow = count > 1 || rawEndPx - startPx < NARROWEST_PX;
        return isPendingNarrow
                && nextRawEndPx - nextStartPx < NARROWEST_PX
                && nextStartPx < endPx + 1
                && nextStyle == style;
    }

    private static double narrowestPx(short packed) {
        return Style.isGhost(packed)
                ? NARROWEST_GHOST_PX
                : Style.severity(packed) >= Style.MEDIUM ? NARROWEST_SEVERE_PX : NARROWEST_PX;
    }

    private void flush() {
        if (isPending) {
            isPending = false;
            Style look = Style.unpacked(style);
            (look.severity() >= Style.MEDIUM ? severe : plain).add(box(from.thing(shown), look));
        }
    }

    private PixelBox box(Thing thing, Style look) {
        String whole = count > 1 ? "\u00d7" + count : "";
        boolean isRoomy = look.look() == Look.GHOST && isAlone;
        if (count == 1 && (isRoomy || endPx - startPx >= LABEL_FROM_PX)) {
            whole = text.of(thing, look);
        }
        if (isRoomy) {
            // A ghost has no duration: alone in its row it is as wide as its words.
            endPx = Math.max(endPx, startPx + labels.width().ofPx("\u2205 " + whole) + 3 * LABEL_PADDING_PX);
        }
        double visiblePx = Math.max(0, startPx);
        double roomPx = Math.min(scale.widthPx(), endPx) - visiblePx - 2 * LABEL_PADDING_PX;
        boolean isShown = count > 1 ? endPx - startPx >= COUNT_FROM_PX : roomPx > 0;
        String shownText = isShown ? labels.fit(whole, roomPx) : "";
        return new PixelBox(
                startPx, yPx, endPx - startPx, heightPx, thing, look, count, shownText, visiblePx + LABEL_PADDING_PX);
    }
}
