package taskscope.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Thing;

/// Collects the boxes and moments of one lane, in any order, and lays them out in sub-rows by first fit.
final class LaneContents {

    /// More than this many things at once are counted, not drawn one by one.
    private static final int MOST_ROWS = 8;

    private final Columns boxes = new Columns();
    private final Columns moments = new Columns();

    void box(long startNanos, long endNanos, Thing thing, Style style) {
        boxes.add(startNanos, Math.max(startNanos, endNanos), thing, style);
    }

    /// A moment is named by the event that it shows.
    void moment(long nanos, Glyph glyph, int event, Style style) {
        moments.add(nanos, nanos, Moments.code(glyph), event, style.packed(), 1);
    }

    void addWorst(Columns from) {
        for (int index = 0; index < from.count; index++) {
            int severity = Style.severity(from.style[index]);
            if (severity >= Style.MEDIUM) {
                long nanos = from.start[index];
                moments.add(
                        nanos,
                        nanos,
                        Moments.code(Moments.ofSeverity(severity)),
                        Moments.NO_EVENT,
                        from.style[index],
                        1);
            }
        }
    }

    boolean isEmpty() {
        return boxes.count == 0 && moments.count == 0;
    }

    Columns momentsInOrder() {
        return inOrder(moments);
    }

    /// Everything in one row, what overlaps joined.
    Pyramid band() {
        return new Pyramid(union(inOrder(boxes)));
    }

    Lane lane(String title) {
        List<Columns> rows = new ArrayList<>();
        Columns rest = firstFit(inOrder(boxes), rows);
        List<Pyramid> pyramids = new ArrayList<>();
        rows.forEach(row -> pyramids.add(new Pyramid(row)));
        if (rest.count > 0) {
            pyramids.add(new Pyramid(union(rest)));
        }
        return new Lane(title, pyramids, new Pyramid(inOrder(moments)), rest.count > 0);
    }

    private static Columns firstFit(Columns sorted, List<Columns> rows) {
        var rest = new Columns();
        for (int index = 0; index < sorted.count; index++) {
            Columns row = rowFor(sorted.start[index], rows);
            Columns target = row == null ? rest : row;
            copy(sorted, index, target);
        }
        rows.forEach(Columns::trim);
        return rest;
    }

    private static @Nullable Columns rowFor(long startNanos, List<Columns> rows) {
        for (Columns row : rows) {
            if (row.end[row.count - 1] <= startNanos) {
                return row;
            }
        }
        if (rows.size() == MOST_ROWS) {
            return null;
        }
        var row = new Columns();
        rows.add(row);
        return row;
    }

    /// What overlaps becomes one stretch that shows its worst and counts its parts.
    private static Columns union(Columns sorted) {
        var joined = new Columns();
        for (int index = 0; index < sorted.count; index++) {
            int last = joined.count - 1;
            if (last < 0 || joined.end[last] <= sorted.start[index]) {
                copy(sorted, index, joined);
            } else {
                joined.end[last] = Math.max(joined.end[last], sorted.end[index]);
                joined.merged[last]++;
                if (Style.severity(sorted.style[index]) > Style.severity(joined.style[last])) {
                    joined.style[last] = sorted.style[index];
                    joined.kind[last] = sorted.kind[index];
                    joined.ref[last] = sorted.ref[index];
                }
            }
        }
        joined.trim();
        return joined;
    }

    private static Columns inOrder(Columns columns) {
        boolean isSorted =
                IntStream.range(1, columns.count).allMatch(each -> columns.start[each - 1] <= columns.start[each]);
        if (isSorted) {
            columns.trim();
            return columns;
        }
        int[] order = IntStream.range(0, columns.count)
                .boxed()
                .sorted(Comparator.comparingLong(each -> columns.start[each]))
                .mapToInt(Integer::intValue)
                .toArray();
        var sorted = new Columns();
        Arrays.stream(order).forEach(index -> copy(columns, index, sorted));
        sorted.trim();
        return sorted;
    }

    private static void copy(Columns from, int index, Columns to) {
        to.add(
                from.start[index],
                from.end[index],
                from.kind[index],
                from.ref[index],
                from.style[index],
                from.merged[index]);
    }
}
