package taskscope.timeline;

/// Merges entries that are shorter than a bucket and start in the same one; the others pass as they are.
///
/// Buckets are a power of two of nanoseconds wide and aligned to the start of the trace, so the same entries merge
/// however the view is panned. Of merged entries the worst is shown, then a ghost, then the longest.
final class Merge {

    /// Takes an entry: the merged `count`, the columns that it is from, and the index there of the one to show.
    interface Sink {
        void take(long startNanos, long endNanos, Columns from, int shown, int count);
    }

    private final int level;
    private final Sink sink;
    private Columns from = new Columns();
    private long bucket;
    private long startNanos;
    private long endNanos;
    private int shown;
    private int count;

    Merge(int level, Sink sink) {
        this.level = level;
        this.sink = sink;
    }

    void take(Columns columns, int index) {
        long start = columns.start[index];
        long end = columns.end[index];
        boolean isShort = end - start < 1L << level;
        if (count > 0 && isShort && start >> level == bucket) {
            join(columns, index);
            return;
        }
        flush();
        if (isShort) {
            open(columns, index);
        } else {
            sink.take(start, end, columns, index, columns.merged[index]);
        }
    }

    void flush() {
        if (count > 0) {
            sink.take(startNanos, endNanos, from, shown, count);
            count = 0;
        }
    }

    private void open(Columns columns, int index) {
        from = columns;
        shown = index;
        startNanos = columns.start[index];
        endNanos = columns.end[index];
        bucket = startNanos >> level;
        count = columns.merged[index];
    }

    private void join(Columns columns, int index) {
        endNanos = Math.max(endNanos, columns.end[index]);
        count += columns.merged[index];
        if (isBefore(columns, index)) {
            shown = index;
        }
    }

    private boolean isBefore(Columns columns, int index) {
        short candidate = columns.style[index];
        short best = columns.style[shown];
        int bySeverity = Style.severity(candidate) - Style.severity(best);
        if (bySeverity != 0) {
            return bySeverity > 0;
        }
        if (Style.isGhost(candidate) != Style.isGhost(best)) {
            return Style.isGhost(candidate);
        }
        return columns.end[index] - columns.start[index] > columns.end[shown] - columns.start[shown];
    }
}
