package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;

/// The stretches of one row at every zoom: what one pixel cannot tell apart is merged beforehand, so that a frame costs
/// as much as it shows, however much there is.
///
/// A level is kept only where it has clearly fewer entries than the one kept before; the rest is merged when asked for.
final class Pyramid {

    /// A level has to save this part of the entries to be worth its memory.
    private static final double WORTH_KEEPING = 0.7;

    /// 2^44 ns are almost five hours to the pixel.
    private static final int HIGHEST = 44;

    private static final int LOWEST = 6;

    private final List<Columns> kept = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();

    Pyramid(Columns entries) {
        kept.add(entries);
        levels.add(0);
        for (int level = LOWEST; level <= HIGHEST && kept.getLast().count > 1; level++) {
            Columns coarser = merged(kept.getLast(), level);
            if (coarser.count < kept.getLast().count * WORTH_KEEPING) {
                coarser.trim();
                kept.add(coarser);
                levels.add(level);
            }
        }
    }

    /// Every stretch as it is.
    Columns entries() {
        return kept.getFirst();
    }

    /// Hands on what is visible between the two instants, merged into buckets of 2^`level` nanoseconds.
    void visit(int level, long fromNanos, long toNanos, Merge.Sink sink) {
        Columns entries = finest(level);
        var merge = new Merge(level, sink);
        int index = entries.firstFrom(((fromNanos >> level) - 1) << level);
        if (index > 0 && entries.end[index - 1] >= fromNanos) {
            index--;
        }
        for (; index < entries.count && entries.start[index] <= toNanos; index++) {
            if (entries.end[index] >= fromNanos) {
                merge.take(entries, index);
            }
        }
        merge.flush();
    }

    private Columns finest(int level) {
        int index = kept.size() - 1;
        while (levels.get(index) > level) {
            index--;
        }
        return kept.get(index);
    }

    private static Columns merged(Columns entries, int level) {
        var coarser = new Columns();
        var merge = new Merge(
                level,
                (start, end, from, shown, count) ->
                        coarser.add(start, end, from.kind[shown], from.ref[shown], from.style[shown], count));
        for (int index = 0; index < entries.count; index++) {
            merge.take(entries, index);
        }
        merge.flush();
        return coarser;
    }
}
