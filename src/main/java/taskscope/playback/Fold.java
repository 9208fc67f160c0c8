package taskscope.playback;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// Who stands where, moved forward one event at a time.
///
/// Whoever belongs to a request that is over is kept only among the latest: a recording of a day must not make a list
/// of a million clients.
final class Fold {

    /// About a screen of parties that are done.
    private static final int LATEST_DONE = 24;

    /// Several screens of parties at work.
    private static final int MOST_SHOWN = 200;

    private static final Comparator<Standing> ORDER = Comparator.comparing(
                    (Standing each) -> each.thing().kind())
            .thenComparingInt(each -> each.thing().id());

    private final Trace trace;
    private final Changes changes;
    private final Map<Thing, Standing> open;
    private final Deque<Standing> done;
    private final Map<Integer, Set<Thing>> ofRequest;
    private int event;

    Fold(Trace trace) {
        this(trace, new HashMap<>(), new ArrayDeque<>(), new HashMap<>(), Steps.BEFORE_FIRST);
    }

    private Fold(
            Trace trace,
            Map<Thing, Standing> open,
            Deque<Standing> done,
            Map<Integer, Set<Thing>> ofRequest,
            int event) {
        this.trace = trace;
        this.changes = new Changes(trace);
        this.open = open;
        this.done = done;
        this.ofRequest = ofRequest;
        this.event = event;
    }

    Fold copy() {
        Map<Integer, Set<Thing>> copied = HashMap.newHashMap(ofRequest.size());
        ofRequest.forEach((request, things) -> copied.put(request, new LinkedHashSet<>(things)));
        return new Fold(trace, new HashMap<>(open), new ArrayDeque<>(done), copied, event);
    }

    int event() {
        return event;
    }

    int openCount() {
        return open.size();
    }

    State state() {
        List<Standing> standings = latest(new ArrayList<>(open.values()));
        int restCount = open.size() - standings.size();
        standings.addAll(done);
        standings.sort(ORDER);
        long timeNanos = event < 0 ? 0 : trace.events().timeNanos(event);
        return new State(event, timeNanos, standings, restCount);
    }

    private static List<Standing> latest(List<Standing> standings) {
        if (standings.size() <= MOST_SHOWN) {
            return standings;
        }
        int[] moved = standings.stream().mapToInt(Standing::sinceEvent).sorted().toArray();
        int since = moved[moved.length - MOST_SHOWN];
        return new ArrayList<>(standings.stream()
                .filter(each -> each.sinceEvent() >= since)
                .sorted(Comparator.comparingInt(Standing::sinceEvent).reversed().thenComparing(ORDER))
                .limit(MOST_SHOWN)
                .toList());
    }

    void advance() {
        event++;
        changes.apply(event, this);
    }

    @Nullable
    Phase phase(Thing thing) {
        Standing standing = open.get(thing);
        return standing == null ? null : standing.phase();
    }

    void put(Thing thing, Phase phase) {
        done.removeIf(standing -> standing.thing().equals(thing));
        open.put(thing, new Standing(thing, phase, event));
    }

    /// As `put`, and the thing is done with when the request is.
    void put(Thing thing, Phase phase, int request) {
        put(thing, phase);
        ofRequest.computeIfAbsent(request, _ -> new LinkedHashSet<>()).add(thing);
    }

    /// Tasks of the request that still stand in this phase.
    List<Thing> tasksOf(int request, Phase phase) {
        return ofRequest.getOrDefault(request, Set.of()).stream()
                .filter(thing -> thing.kind() == Thing.Kind.TASK && phase(thing) == phase)
                .toList();
    }

    /// Puts whoever of the request is at rest among the done; the others follow by [#settle].
    void close(int request, Predicate<Thing> atRest) {
        for (Thing thing : ofRequest.getOrDefault(request, Set.of())) {
            if (atRest.test(thing)) {
                settle(thing);
            }
        }
        ofRequest.remove(request);
    }

    void settle(Thing thing) {
        Standing standing = open.remove(thing);
        if (standing != null) {
            done.addLast(standing);
            if (done.size() > LATEST_DONE) {
                done.removeFirst();
            }
        }
    }
}
