package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import taskscope.time.TimeText;
import taskscope.trace.ProcessInfo;
import taskscope.trace.Trace;

/// The processes of a run, and whether the events of each come in order.
final class ProcessDrafts {

    /// An event may be written this long after it happened: the recorder holds events back for at most 100 ms, so a
    /// time that is a little before that of the event before it is no fault of the clock.
    private static final long LATEST_WRITE_NANOS = 100_000_000;

    /// A clock that goes back further, again and again, is no clock; the sum stays within 64 bits.
    private static final long LARGEST_STEP_NANOS = 1L << 61;

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byPid = new IdIndex();
    private final LossList losses;

    /// How often numbers may have gone on in a part that is not there.
    private int forgivenGaps;

    ProcessDrafts(LossList losses) {
        this.losses = losses;
    }

    private static final class Draft {
        final int pid;
        int parentPid;
        String role = "child";
        long startNanos = EventOrder.UNSET;
        long endNanos = EventOrder.UNSET;
        OptionalInt exitCode = OptionalInt.empty();
        int lastSequence;
        int forgiven;
        long lastNanos = -LARGEST_STEP_NANOS;
        long clockStepNanos;

        Draft(int pid) {
            this.pid = pid;
        }
    }

    /// The process with this id. The system may give the id of a process that has ended to a new one.
    int of(int pid, boolean isStarting) {
        int known = byPid.find(0, pid);
        if (known != Trace.NONE && !(isStarting && drafts.get(known).endNanos != EventOrder.UNSET)) {
            return known;
        }
        byPid.put(0, pid, drafts.size());
        drafts.add(new Draft(pid));
        return drafts.size() - 1;
    }

    int pid(int process) {
        return drafts.get(process).pid;
    }

    /// The next event of every process may have any number.
    void forgiveNextGap() {
        forgivenGaps++;
    }

    boolean isStarted(int process) {
        return drafts.get(process).startNanos != EventOrder.UNSET;
    }

    /// False for an event that was there before. Of the missing numbers, as many as `explained` are known to be lost.
    boolean isNext(int process, int sequence, int explained) {
        Draft draft = drafts.get(process);
        int expected = draft.lastSequence + 1;
        if (sequence < expected) {
            losses.add(Loss.Kind.SEQUENCE_GAP, "event " + sequence + " of process " + draft.pid + " comes again");
            return false;
        }
        if (sequence - expected > explained && draft.forgiven == forgivenGaps) {
            losses.add(Loss.Kind.SEQUENCE_GAP, missing(draft.pid, expected, sequence - 1));
        }
        draft.lastSequence = sequence;
        draft.forgiven = forgivenGaps;
        return true;
    }

    int missingCount(int process, int sequence) {
        return Math.max(0, sequence - drafts.get(process).lastSequence - 1);
    }

    /// The time of an event that was written now. Where the clock went back, this and all later times of the process
    /// are moved on by as much, which keeps its events in order and its durations true.
    long time(int process, long nanos) {
        Draft draft = drafts.get(process);
        long moved = nanos + draft.clockStepNanos;
        if (moved < draft.lastNanos - LATEST_WRITE_NANOS) {
            long stepNanos = draft.lastNanos - moved;
            losses.add(
                    Loss.Kind.CLOCK_WENT_BACK,
                    "the clock of process " + draft.pid + " went back by " + TimeText.of(stepNanos)
                            + ", so its later times are moved on by as much");
            draft.clockStepNanos = Math.min(draft.clockStepNanos + stepNanos, LARGEST_STEP_NANOS);
            moved = nanos + draft.clockStepNanos;
        }
        draft.lastNanos = Math.max(draft.lastNanos, moved);
        return moved;
    }

    /// The time of something that is told of long after it happened, such as a stall.
    long pastTime(int process, long nanos) {
        return nanos + drafts.get(process).clockStepNanos;
    }

    int started(CurrentEvent event) {
        Draft draft = drafts.get(event.process());
        draft.parentPid = event.whole(Key.PARENT, 0);
        draft.role = event.has(Key.ROLE) ? event.text(Key.ROLE) : draft.role;
        draft.startNanos = event.timeNanos();
        return Trace.NONE;
    }

    int ended(CurrentEvent event) {
        Draft draft = drafts.get(event.process());
        draft.endNanos = event.timeNanos();
        draft.exitCode = event.has(Key.EXIT) ? OptionalInt.of(event.whole(Key.EXIT, 0)) : OptionalInt.empty();
        return Trace.NONE;
    }

    List<ProcessInfo> frozen(EventOrder order) {
        return drafts.stream()
                .map(each -> new ProcessInfo(
                        each.pid,
                        each.parentPid,
                        each.role,
                        order.time(each.startNanos),
                        order.time(each.endNanos),
                        each.exitCode))
                .toList();
    }

    private static String missing(int pid, int first, int last) {
        String numbers = first == last ? "event " + first : "events " + first + " to " + last;
        return numbers + " of process " + pid + (first == last ? " is missing" : " are missing");
    }
}
