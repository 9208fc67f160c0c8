package taskscope.diagnosis.rules;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import taskscope.time.TimeRange;

/// Things that last, ordered so that those which overlap a stretch are found without looking at all of them.
final class Overlaps<T> {

    private final List<T> byStart;
    private final Function<T, TimeRange> when;

    /// The latest end of all things up to each: it only rises, so it can be searched.
    private final long[] latestEnds;

    Overlaps(List<T> things, Function<T, TimeRange> when) {
        this.when = when;
        byStart = things.stream()
                .sorted(Comparator.comparingLong(each -> when.apply(each).startNanos()))
                .toList();
        latestEnds = new long[byStart.size()];
        long latest = Long.MIN_VALUE;
        for (int at = 0; at < latestEnds.length; at++) {
            latest = Math.max(latest, when.apply(byStart.get(at)).endNanos());
            latestEnds[at] = latest;
        }
    }

    List<T> with(TimeRange stretch) {
        int first = firstEndingAfter(stretch.startNanos());
        return byStart.subList(first, byStart.size()).stream()
                .takeWhile(each -> when.apply(each).startNanos() < stretch.endNanos())
                .filter(each -> when.apply(each).overlaps(stretch))
                .toList();
    }

    private int firstEndingAfter(long nanos) {
        int low = 0;
        int high = latestEnds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (latestEnds[middle] <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
