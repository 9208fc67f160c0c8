package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.time.TimeRange;
import taskscope.trace.EventKind;
import taskscope.trace.Stall;
import taskscope.trace.TokenSample;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;

/// The stalls of event loops and the waits for worker threads of a run, as their events come in.
final class LoopBook {

    /// A stall that is still being told of.
    private static final class Draft {
        int process;
        int thread = Trace.NONE;
        long startNanos = Trace.NEVER;
        long endNanos = Trace.NEVER;
        Stall.Owner owner = Stall.Owner.UNKNOWN;
        int request = Trace.NONE;
        int task = Trace.NONE;
        String coroutine = "";
        int callbacks = 1;
        long cpuNanos = -1;
        long processCpuNanos = -1;
        List<@Nullable Object> busy = List.of();
        List<Stall.Sample> samples = List.of();
        int started = Trace.NONE;
        int ended = Trace.NONE;
    }

    private final List<Draft> drafts = new ArrayList<>();
    private final List<TokenSample> tokens = new ArrayList<>();
    private final List<TokenWait> waits = new ArrayList<>();
    private final Ids ids = new Ids();
    private final Ids waiting = new Ids();
    private final Ids requests;
    private final Ids tasks;

    LoopBook(Ids requests, Ids tasks) {
        this.requests = requests;
        this.tasks = tasks;
    }

    int stall(Entry entry, EventKind kind) {
        RawEvent raw = entry.raw;
        int index = ids.of(entry.process, raw.number(Key.STALL, 0), () -> {
            drafts.add(new Draft());
            return drafts.size() - 1;
        });
        Draft draft = drafts.get(index);
        draft.process = entry.process;
        draft.thread = entry.thread;
        if (kind == EventKind.STALL_STARTED) {
            draft.started = entry.event;
            draft.startNanos = entry.timeNanos;
            draft.request = entry.request;
            draft.task = entry.task;
        } else {
            ended(draft, entry);
        }
        return index;
    }

    private static void ended(Draft draft, Entry entry) {
        RawEvent raw = entry.raw;
        draft.ended = entry.event;
        draft.endNanos = entry.timeNanos;
        long durationNanos = Math.max(0, raw.number(Key.DURATIONNANOS, 0));
        draft.startNanos =
                draft.startNanos == Trace.NEVER ? Math.max(0, entry.timeNanos - durationNanos) : draft.startNanos;
        draft.owner = owner(raw.text(Key.OWNER));
        draft.request = entry.request;
        draft.task = entry.task;
        draft.coroutine = raw.text(Key.COROUTINE);
        draft.callbacks = raw.small(Key.CALLBACKS, 1);
        draft.cpuNanos = raw.number(Key.CPUNANOS, -1);
        draft.processCpuNanos = raw.number(Key.PROCESSCPUNANOS, -1);
        draft.busy = raw.list(Key.BUSYTHREADS);
        draft.samples = raw.list(Key.SAMPLES).stream().map(LoopBook::sample).toList();
    }

    private static Stall.Owner owner(String id) {
        return switch (id) {
            case "request" -> Stall.Owner.REQUEST;
            case "task" -> Stall.Owner.TASK;
            case "asyncio" -> Stall.Owner.ASYNCIO;
            case "gc" -> Stall.Owner.GC;
            default -> Stall.Owner.UNKNOWN;
        };
    }

    private static Stall.Sample sample(@Nullable Object raw) {
        Map<?, ?> given = raw instanceof Map<?, ?> map ? map : Map.of();
        int count = given.get("count") instanceof Long number ? Math.clamp(number, 1, Integer.MAX_VALUE) : 1;
        return new Stall.Sample(count, Frames.of(given.get("frames")));
    }

    private List<Stall.BusyThread> busyThreads(Draft draft) {
        return draft.busy.stream().map(each -> busyThread(draft.process, each)).toList();
    }

    private Stall.BusyThread busyThread(int process, @Nullable Object raw) {
        Map<?, ?> given = raw instanceof Map<?, ?> map ? map : Map.of();
        return new Stall.BusyThread(
                given.get("request") instanceof Long id ? requests.find(process, id) : Trace.NONE,
                given.get("task") instanceof Long id ? tasks.find(process, id) : Trace.NONE,
                given.get("cpuPercent") instanceof Long percent ? Math.clamp(percent, 0, 100) : 0,
                Frames.of(given.get("frames")));
    }

    long token(Entry entry, EventKind kind) {
        RawEvent raw = entry.raw;
        switch (kind) {
            case TOKEN_SAMPLED ->
                tokens.add(new TokenSample(
                        entry.process,
                        entry.event,
                        entry.timeNanos,
                        raw.small(Key.BORROWED, 0),
                        raw.small(Key.TOTAL, 0),
                        raw.small(Key.WAITING, 0)));
            case TOKEN_WAITING -> {
                waiting.renew(entry.process, waiter(entry), waits.size());
                waits.add(new TokenWait(
                        entry.process, entry.event, entry.request, entry.task, entry.timeNanos, Trace.NEVER));
            }
            default -> acquired(entry);
        }
        return raw.number(Key.WAITEDNANOS, raw.number(Key.BORROWED, 0));
    }

    private void acquired(Entry entry) {
        int index = waiting.find(entry.process, waiter(entry));
        if (index != Trace.NONE) {
            TokenWait wait = waits.get(index);
            waits.set(
                    index,
                    new TokenWait(
                            wait.process(),
                            wait.event(),
                            wait.request(),
                            wait.task(),
                            wait.startNanos(),
                            entry.timeNanos));
        }
    }

    private static long waiter(Entry entry) {
        return ((long) entry.task + 2) << 24 ^ entry.request + 2;
    }

    List<Stall> stalls(Frozen frozen, long lastNanos) {
        List<Stall> stalls = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            long startNanos = frozen.time(draft.startNanos);
            long endNanos = draft.endNanos == Trace.NEVER ? lastNanos : frozen.time(draft.endNanos);
            stalls.add(new Stall(
                    stalls.size(),
                    draft.process,
                    draft.thread,
                    new TimeRange(startNanos, Math.max(startNanos, endNanos)),
                    draft.endNanos != Trace.NEVER,
                    draft.owner,
                    draft.request,
                    draft.task,
                    draft.coroutine,
                    draft.callbacks,
                    draft.cpuNanos,
                    draft.processCpuNanos,
                    busyThreads(draft),
                    draft.samples,
                    new Stall.Marks(frozen.event(draft.started), frozen.event(draft.ended))));
        }
        return stalls;
    }

    List<TokenSample> tokens(Frozen frozen) {
        return tokens.stream()
                .map(each -> new TokenSample(
                        each.process(),
                        frozen.event(each.event()),
                        frozen.time(each.timeNanos()),
                        each.borrowed(),
                        each.total(),
                        each.waiting()))
                .toList();
    }

    List<TokenWait> waits(Frozen frozen) {
        return waits.stream()
                .map(each -> new TokenWait(
                        each.process(),
                        frozen.event(each.event()),
                        each.request(),
                        each.task(),
                        frozen.time(each.startNanos()),
                        frozen.time(each.endNanos())))
                .toList();
    }
}
