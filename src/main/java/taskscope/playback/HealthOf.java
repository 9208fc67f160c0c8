package taskscope.playback;

import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// Whether a party is fine, waits for somebody, or is in trouble.
final class HealthOf {

    /// From here on nobody calls a status a success.
    private static final int FIRST_SERVER_ERROR = 500;

    private HealthOf() {}

    static Health of(Standing standing, State state, Trace trace) {
        return switch (standing.phase()) {
            case STALLED, FAILED, UNANSWERED -> Health.TROUBLE;
            case BEHIND, LOST, CANCELLED, GONE -> Health.WATCH;
            case WAITING -> isStalled(standing, state, trace) ? Health.WATCH : Health.FINE;
            case ANSWERED, RECEIVING ->
                trace.requests().get(standing.thing().id()).status() >= FIRST_SERVER_ERROR
                        ? Health.TROUBLE
                        : Health.FINE;
            case IN_USE, FREE, QUEUED, RUNNING, ENDED, OPEN, IN_TRANSACTION, CLOSED, STARTING, SERVING, STOPPING ->
                Health.FINE;
        };
    }

    private static boolean isStalled(Standing client, State state, Trace trace) {
        int process = trace.requests().get(client.thing().id()).process();
        return state.standings().stream()
                .anyMatch(each ->
                        each.thing().equals(new Thing(Thing.Kind.LOOP, process)) && each.phase() == Phase.STALLED);
    }
}
