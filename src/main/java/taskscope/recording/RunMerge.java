package taskscope.recording;

import java.util.Arrays;

/// Sorts events by (time, sequence number) by merging the stretches ("runs") that are in order already.
final class RunMerge {

    private final long[] times;
    private final NarrowColumn sequences;

    RunMerge(long[] times, NarrowColumn sequences) {
        this.times = times;
        this.sequences = sequences;
    }

    /// Where each run starts, and after them the count: two numbers mean that everything is in order.
    static int[] runs(long[] times, NarrowColumn sequences, int count) {
        RunMerge merge = new RunMerge(times, sequences);
        int[] starts = new int[16];
        int runCount = 1;
        for (int each = 1; each < count; each++) {
            if (merge.isBefore(each, each - 1)) {
                starts = runCount == starts.length ? Arrays.copyOf(starts, runCount * 2) : starts;
                starts[runCount++] = each;
            }
        }
        int[] runs = Arrays.copyOf(starts, runCount + 1);
        runs[runCount] = count;
        return runs;
    }

    /// The events in order, by their places now.
    int[] merged(int[] runs) {
        int[] from = new int[runs[runs.length - 1]];
        Arrays.setAll(from, place -> place);
        int[] into = new int[from.length];
        int[] starts = runs;
        while (starts.length > 2) {
            starts = mergePairs(from, into, starts);
            int[] merged = into;
            into = from;
            from = merged;
        }
        return from;
    }

    private int[] mergePairs(int[] from, int[] into, int[] starts) {
        int[] fewer = new int[starts.length / 2 + 1];
        int fewerCount = 0;
        for (int run = 0; run < starts.length - 1; run += 2) {
            int middle = starts[run + 1];
            int end = run + 2 < starts.length ? starts[run + 2] : middle;
            merge(from, into, starts[run], middle, end);
            fewer[fewerCount++] = starts[run];
        }
        fewer[fewerCount++] = from.length;
        return Arrays.copyOf(fewer, fewerCount);
    }

    private void merge(int[] from, int[] into, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int place = start; place < end; place++) {
            boolean takesRight = left == middle || (right < end && isBefore(from[right], from[left]));
            into[place] = takesRight ? from[right++] : from[left++];
        }
    }

    private boolean isBefore(int one, int other) {
        return times[one] != times[other] ? times[one] < times[other] : sequences.get(one) < sequences.get(other);
    }
}
