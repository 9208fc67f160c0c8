package taskscope.recording;

import org.jspecify.annotations.Nullable;
import taskscope.trace.Trace;

/// From the order of the file to the order of the trace, by (time, sequence number), and to times that count from the
/// first event. Both are nearly the same, so runs that are in order already are merged.
final class EventOrder {

    /// A time of the file for what did not happen.
    static final long UNSET = Long.MIN_VALUE;

    private final long zeroNanos;

    /// Place in the trace -> place in the file, null where the two orders are the same; and the reverse.
    private final int @Nullable [] oldPlaces;

    private final int @Nullable [] newPlaces;

    private EventOrder(long zeroNanos, int @Nullable [] oldPlaces) {
        this.zeroNanos = zeroNanos;
        this.oldPlaces = oldPlaces;
        this.newPlaces = oldPlaces == null ? null : reverse(oldPlaces);
    }

    static EventOrder of(long[] times, NarrowColumn sequences, int count) {
        int[] runs = RunMerge.runs(times, sequences, count);
        if (runs.length <= 2) {
            return new EventOrder(count == 0 ? 0 : times[0], null);
        }
        int[] order = new RunMerge(times, sequences).merged(runs);
        return new EventOrder(times[order[0]], order);
    }

    /// The time of the trace's first event, as the file counts.
    long zeroNanos() {
        return zeroNanos;
    }

    /// A time as the trace counts, [Trace#NEVER] where it is [#UNSET].
    long time(long fileNanos) {
        return fileNanos == UNSET ? Trace.NEVER : fileNanos - zeroNanos;
    }

    /// An event as the trace counts, [Trace#NONE] where it is that already.
    int event(int fileEvent) {
        return newPlaces == null || fileEvent == Trace.NONE ? fileEvent : newPlaces[fileEvent];
    }

    boolean isThatOfTheFile() {
        return oldPlaces == null;
    }

    /// The place in the file of an event of the trace.
    int oldPlace(int event) {
        return oldPlaces == null ? event : oldPlaces[event];
    }

    private static int[] reverse(int[] places) {
        int[] reversed = new int[places.length];
        for (int each = 0; each < places.length; each++) {
            reversed[places[each]] = each;
        }
        return reversed;
    }
}
