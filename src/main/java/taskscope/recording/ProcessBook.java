package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import taskscope.trace.EventKind;
import taskscope.trace.ProcessInfo;
import taskscope.trace.ProcessSample;
import taskscope.trace.RecorderCost;
import taskscope.trace.Trace;

/// The processes of a run, as their events come in, and whether any of their events are missing.
final class ProcessBook {

    /// An event may be a little earlier than the one before it, since threads take the time before the number;
    /// more than this is a clock that went back.
    private static final long LONGEST_STEP_BACK_NANOS = 100_000_000;

    /// A process that is still being told of.
    private static final class Draft {
        int pid;
        int parent;
        String role = "main";
        long startNanos = Trace.NEVER;
        long endNanos = Trace.NEVER;
        OptionalInt exit = OptionalInt.empty();
        long lastSequence;
        long lastNanos;
    }

    private final List<Draft> drafts = new ArrayList<>();
    private final LongIntMap byPid = new LongIntMap();
    private final List<ProcessSample> samples = new ArrayList<>();
    private final LongIntMap costByProcess = new LongIntMap();
    private final List<RecorderCost> costs = new ArrayList<>();
    private final Losses losses;

    ProcessBook(Losses losses) {
        this.losses = losses;
    }

    int of(long pid) {
        int index = byPid.get(pid);
        if (index == LongIntMap.ABSENT) {
            if (drafts.size() > Short.MAX_VALUE) {
                throw new BadLine(Loss.Kind.NUMBER_OUT_OF_RANGE, "is from one process too many");
            }
            var draft = new Draft();
            draft.pid = (int) pid;
            index = drafts.size();
            drafts.add(draft);
            byPid.put(pid, index);
        }
        return index;
    }

    /// Checks the order within the process, and gives the time to use: never much before the event before it.
    long inOrder(int process, long sequence, long timeNanos, boolean isDatedBack, long line) {
        Draft draft = drafts.get(process);
        if (sequence > draft.lastSequence + 1) {
            losses.add(
                    line,
                    Loss.Kind.SEQUENCE_GAP,
                    "comes after " + (sequence - draft.lastSequence - 1) + " events of process " + draft.pid
                            + " that are missing");
        }
        draft.lastSequence = Math.max(sequence, draft.lastSequence);
        if (isDatedBack) {
            return timeNanos;
        }
        if (timeNanos < draft.lastNanos - LONGEST_STEP_BACK_NANOS) {
            losses.add(
                    line,
                    Loss.Kind.CLOCK_WENT_BACK,
                    "is earlier than the event before it; shown in the recorder's order");
            return draft.lastNanos;
        }
        draft.lastNanos = Math.max(draft.lastNanos, timeNanos);
        return timeNanos;
    }

    long take(Entry entry, EventKind kind) {
        Draft draft = drafts.get(entry.process);
        RawEvent raw = entry.raw;
        switch (kind) {
            case PROCESS_STARTED -> {
                draft.parent = raw.small(Key.PARENT, 0);
                draft.role = raw.text(Key.ROLE);
                draft.startNanos = entry.timeNanos;
            }
            case PROCESS_ENDED -> {
                draft.endNanos = entry.timeNanos;
                draft.exit = raw.has(Key.EXIT) ? OptionalInt.of(raw.small(Key.EXIT, 0)) : OptionalInt.empty();
            }
            case PROCESS_SAMPLED -> {
                samples.add(new ProcessSample(
                        entry.process,
                        entry.event,
                        entry.timeNanos,
                        raw.number(Key.CPUNANOS, 0),
                        raw.number(Key.RSSBYTES, 0)));
                return raw.number(Key.CPUNANOS, 0);
            }
            case RECORDER_STEPPED_ASIDE ->
                losses.add(
                        entry.line,
                        Loss.Kind.STEPPED_ASIDE,
                        "the sensor " + raw.text(Key.SENSOR) + " stepped aside: " + raw.text(Key.WHY));
            case RECORDER_COST -> cost(entry);
            default -> {}
        }
        return 0;
    }

    private void cost(Entry entry) {
        RawEvent raw = entry.raw;
        Map<String, Long> failures = raw.map(Key.FAILURES).entrySet().stream()
                .filter(each -> each.getValue() instanceof Long)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue() instanceof Long count ? count : 0L));
        var cost = new RecorderCost(
                entry.process,
                raw.number(Key.EVENTS, 0),
                raw.number(Key.DROPPED, 0),
                raw.number(Key.BUSYNANOS, 0),
                failures);
        int index = costByProcess.get(entry.process);
        if (index == LongIntMap.ABSENT) {
            costByProcess.put(entry.process, costs.size());
            costs.add(cost);
        } else {
            costs.set(index, cost);
        }
    }

    /// What the recorder itself says that it lost.
    void addRecordersLosses() {
        for (RecorderCost cost : costs) {
            int pid = drafts.get(cost.process()).pid;
            if (cost.droppedCount() > 0) {
                losses.add(
                        0,
                        Loss.Kind.DROPPED_BY_RECORDER,
                        "the recorder dropped " + cost.droppedCount() + " events of process " + pid);
            }
            cost.failures()
                    .forEach((place, count) -> losses.add(
                            0,
                            Loss.Kind.RECORDER_FAILED,
                            "the recorder failed " + count + " times in " + place + " of process " + pid));
        }
    }

    List<ProcessInfo> processes(Frozen frozen) {
        return drafts.stream()
                .map(each -> new ProcessInfo(
                        each.pid,
                        each.parent,
                        each.role,
                        frozen.time(each.startNanos),
                        frozen.time(each.endNanos),
                        each.exit))
                .toList();
    }

    List<ProcessSample> samples(Frozen frozen) {
        return samples.stream()
                .map(each -> new ProcessSample(
                        each.process(),
                        frozen.event(each.event()),
                        frozen.time(each.timeNanos()),
                        each.cpuNanos(),
                        each.rssBytes()))
                .toList();
    }

    List<RecorderCost> costs() {
        return List.copyOf(costs);
    }
}
