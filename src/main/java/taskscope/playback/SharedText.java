package taskscope.playback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import taskscope.trace.Checkout;
import taskscope.trace.Dependency;
import taskscope.trace.EventKind;
import taskscope.trace.StallHolder;
import taskscope.trace.TokenSample;
import taskscope.trace.Trace;

/// Where that stands which requests and tasks share, in words: the event loop, threads, sessions, pools, processes.
final class SharedText {

    private final Trace trace;
    private final Map<Integer, List<Dependency>> dependenciesOf = new HashMap<>();

    SharedText(Trace trace) {
        this.trace = trace;
        for (Dependency each : trace.dependencies()) {
            dependenciesOf
                    .computeIfAbsent(each.request(), _ -> new ArrayList<>())
                    .add(each);
        }
    }

    String sentence(Standing standing, long agoNanos) {
        int event = standing.sinceEvent();
        return switch (standing.phase()) {
            case FREE -> "free";
            case STALLED -> "has served nobody for " + Ago.lasting(agoNanos) + holder(event);
            case OPEN -> open(event, agoNanos);
            case IN_TRANSACTION -> "has been in a transaction for " + Ago.lasting(agoNanos) + ", holding a connection";
            case CLOSED -> "closed " + closer(standing) + Ago.past(agoNanos);
            case IN_USE -> inUse(standing);
            case STARTING -> "starts";
            case SERVING -> "serves";
            case STOPPING -> "was told to stop " + Ago.past(agoNanos);
            case ENDED -> "ended " + Ago.past(agoNanos);
            default -> standing.phase().name();
        };
    }

    private String holder(int event) {
        int stall = trace.events().subject(event);
        return stall == Trace.NONE
                ? ""
                : StallHolder.of(trace.stalls().get(stall))
                        .map(each -> ": " + each)
                        .orElse("");
    }

    private String open(int event, long agoNanos) {
        return switch (trace.events().kind(event)) {
            case SESSION_COMMITTED -> "open; committed " + Ago.past(agoNanos);
            case SESSION_ROLLEDBACK -> "open; rolled back " + Ago.past(agoNanos);
            default -> "open, without a transaction";
        };
    }

    /// `by get_db `: the dependency of the request that was exiting when the session was closed.
    private String closer(Standing standing) {
        long timeNanos = trace.events().timeNanos(standing.sinceEvent());
        return dependenciesOf.getOrDefault(trace.events().request(standing.sinceEvent()), List.of()).stream()
                .filter(each -> each.exitingNanos() != Trace.NEVER && each.exitingNanos() <= timeNanos)
                .filter(each -> each.exitedNanos() == Trace.NEVER || each.exitedNanos() >= timeNanos)
                .filter(each -> each.function() != Trace.NONE)
                .reduce((_, last) -> last)
                .map(each -> "by " + trace.functions().get(each.function()).simpleName() + " ")
                .orElse("");
    }

    private String inUse(Standing standing) {
        return switch (standing.thing().kind()) {
            case THREADS -> tokens(standing).map(SharedText::tokens).orElse("somebody waits for one");
            case POOL -> pool(standing);
            default -> "in use";
        };
    }

    /// The samples stand in the order of events, so the latest one is found without reading them all.
    private Optional<TokenSample> tokens(Standing standing) {
        List<TokenSample> samples = trace.tokenSamples();
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).event() <= standing.sinceEvent()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return samples.subList(0, low).reversed().stream()
                .filter(each -> each.process() == standing.thing().id())
                .findFirst();
    }

    private static String tokens(TokenSample sample) {
        String waiting = sample.waiting() == 0 ? "" : ", " + sample.waiting() + " waiting";
        return sample.borrowed() + " of " + sample.total() + " in use" + waiting;
    }

    private String pool(Standing standing) {
        Checkout last = trace.checkouts().get(trace.events().subject(standing.sinceEvent()));
        EventKind kind = trace.events().kind(standing.sinceEvent());
        return switch (kind) {
            case CONNECTION_WAITING -> "empty: somebody waits for a connection";
            case CONNECTION_TIMEDOUT -> "empty: a wait of " + Ago.lasting(last.waitedNanos()) + " ended in a timeout";
            case CONNECTION_CHECKEDIN -> "a connection was given back";
            default -> last.out() + (last.size() > 0 ? " of " + last.size() : "") + " connections out";
        };
    }
}
