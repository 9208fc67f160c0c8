package taskscope.playback;

import java.util.BitSet;
import java.util.List;
import taskscope.trace.ProcessInfo;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// Puts where somebody stands into words: `has had 200 OK for 69 ms and will never hear of what follows`.
public final class StandingText {

    private final Trace trace;
    private final TaskText tasks;
    private final SharedText shared;
    private final BitSet withTasks = new BitSet();

    public StandingText(Trace trace) {
        this.trace = trace;
        this.tasks = new TaskText(trace);
        this.shared = new SharedText(trace);
        trace.tasks().stream()
                .mapToInt(Task::request)
                .filter(each -> each != Trace.NONE)
                .forEach(withTasks::set);
    }

    public List<StandingLine> lines(State state) {
        return state.standings().stream().map(each -> line(each, state)).toList();
    }

    private StandingLine line(Standing standing, State state) {
        return new StandingLine(
                standing,
                name(standing.thing()),
                sentence(standing, state),
                HealthOf.of(standing, state, trace),
                state.hasChanged(standing));
    }

    /// `Client of POST /order`, `send_mail`, `Session 2`.
    public String name(Thing thing) {
        int id = thing.id();
        return switch (thing.kind()) {
            case REQUEST -> "Client of " + trace.requests().get(id).name();
            case TASK -> trace.tasks().get(id).simpleName();
            case LOOP -> "Event loop" + ofProcess(id);
            case THREADS -> "Worker threads" + ofProcess(id);
            case THREAD -> trace.threads().get(id).name();
            case SESSION -> trace.sessions().get(id).className() + " " + (id + 1);
            case POOL -> "Connection pool " + id;
            case STALL -> "Stall " + (id + 1);
            case CHECKOUT -> "Connection " + trace.checkouts().get(id).connection();
            case PROCESS -> process(trace.processes().get(id));
        };
    }

    /// With one process there is nothing to tell apart.
    private String ofProcess(int process) {
        return trace.processes().size() > 1
                ? " of process " + trace.processes().get(process).pid()
                : "";
    }

    private static String process(ProcessInfo process) {
        return "Process " + process.pid() + (process.role().equals("main") ? "" : " (" + process.role() + ")");
    }

    private String sentence(Standing standing, State state) {
        long sinceNanos = trace.events().timeNanos(standing.sinceEvent());
        long agoNanos = Math.max(0, state.timeNanos() - sinceNanos);
        return switch (standing.thing().kind()) {
            case REQUEST -> client(trace.requests().get(standing.thing().id()), standing.phase(), agoNanos);
            case TASK -> tasks.sentence(standing, state, agoNanos);
            case LOOP, THREAD, THREADS, SESSION, POOL, STALL, CHECKOUT, PROCESS -> shared.sentence(standing, agoNanos);
        };
    }

    private String client(Request request, Phase phase, long agoNanos) {
        return switch (phase) {
            case RECEIVING -> "has been receiving " + StatusText.of(request.status()) + " for " + Ago.lasting(agoNanos);
            case ANSWERED ->
                "has had " + StatusText.of(request.status()) + " for " + Ago.lasting(agoNanos)
                        + (withTasks.get(request.id()) ? " and will never hear of what follows" : "");
            case GONE -> "went away " + Ago.past(agoNanos) + ", before the answer was complete";
            case UNANSWERED ->
                request.exception() == Trace.NONE
                        ? "got no answer from the application"
                        : "got no answer from the application: "
                                + trace.exceptions().get(request.exception()).simpleType() + " left it";
            default -> "has waited " + Ago.lasting(agoNanos) + " for an answer";
        };
    }
}
