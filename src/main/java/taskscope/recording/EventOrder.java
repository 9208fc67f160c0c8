package taskscope.recording;

import taskscope.trace.Events;

/// The order of a trace: (time, sequence number). A natural merge sort, since a recording is nearly in order.
final class EventOrder {

    private final Events events;

    private EventOrder(Events events) {
        this.events = events;
    }

    /// Position in the trace -> position in the file.
    static int[] of(Events events) {
        return new EventOrder(events).order();
    }

    private int[] order() {
        int count = events.count();
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        int[] to = new int[count];
        while (mergeRuns(from, to) > 1) {
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return to;
    }

    /// Merges each pair of neighbouring runs once, and says how many runs are left.
    private int mergeRuns(int[] from, int[] to) {
        int runs = 0;
        int start = 0;
        while (start < from.length) {
            int middle = runEnd(from, start);
            int end = runEnd(from, middle);
            merge(from, to, start, middle, end);
            start = end;
            runs++;
        }
        return runs;
    }

    private int runEnd(int[] from, int start) {
        int end = start;
        do {
            end++;
        } while (end < from.length && !isBefore(from[end], from[end - 1]));
        return Math.min(end, from.length);
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takesRight = left == middle || (right < end && isBefore(from[right], from[left]));
            to[at] = takesRight ? from[right++] : from[left++];
        }
    }

    private boolean isBefore(int one, int other) {
        int byTime = Long.compare(events.timeNanos(one), events.timeNanos(other));
        return byTime != 0 ? byTime < 0 : events.sequence(one) < events.sequence(other);
    }
}
