package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.List;
import taskscope.playback.StatusText;
import taskscope.time.TimeText;
import taskscope.trace.Request;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;
import taskscope.traceback.TracebackText;
import taskscope.view.words.Places;
import taskscope.view.words.Things;

/// What the traceback tab shows: an exception or the stack of a stalled loop, and where it all came from.
///
/// `facts` are `failed at`, `queued at` and `for which request`; `empty` says why there is no traceback.
record Origin(String title, List<TracebackRow> rows, List<Fact> facts, String copied, String empty) {

    /// A line of the inspector: what, and its value.
    record Fact(String name, String value) {}

    static Origin of(Subject subject, Trace trace) {
        int task = About.task(subject, trace);
        int request = About.request(subject, trace);
        int exception = About.exception(subject, trace);
        if (Things.has(trace.exceptions(), exception)) {
            return ofException(trace.exceptions().get(exception), facts(trace, task, request));
        }
        int stall = About.stall(subject);
        if (Things.has(trace.stalls(), stall)) {
            return ofStall(trace.stalls().get(stall), facts(trace, task, request));
        }
        return new Origin("", List.of(), facts(trace, task, request), "", "No exception belongs to the selection.");
    }

    private static Origin ofException(RaisedException raised, List<Fact> known) {
        List<Fact> facts = new ArrayList<>();
        raised.innermostUserFrame()
                .ifPresent(frame -> facts.add(new Fact("Failed at", Places.of(frame) + " in " + frame.function())));
        facts.addAll(known);
        String empty =
                raised.frames().isEmpty() ? "The recording has no stack for this " + raised.simpleType() + "." : "";
        return new Origin(
                "TRACEBACK \u00b7 ROOT CAUSE FIRST", TracebackRows.of(raised), facts, TracebackText.of(raised), empty);
    }

    private static Origin ofStall(Stall stall, List<Fact> facts) {
        if (stall.samples().isEmpty()) {
            return new Origin("", List.of(), facts, "", "No stack was sampled during this stall.");
        }
        List<Frame> frames = stall.samples().getFirst().frames();
        int seen = stall.samples().getFirst().count();
        String title = "STACK OF THE STALLED LOOP \u00b7 SEEN " + (seen == 1 ? "ONCE" : seen + " TIMES");
        return new Origin(title, TracebackRows.stack(frames), facts, TracebackText.stack(frames), "");
    }

    private static List<Fact> facts(Trace trace, int task, int request) {
        List<Fact> facts = new ArrayList<>();
        if (Things.has(trace.tasks(), task)) {
            Task queued = trace.tasks().get(task);
            facts.add(new Fact("Task", queued.name()));
            if (queued.queuedAt() != null) {
                facts.add(new Fact("Queued at", Places.inFunction(queued.queuedAt())));
            }
        }
        if (Things.has(trace.requests(), request)) {
            facts.add(new Fact("For", request(trace.requests().get(request))));
        }
        return facts;
    }

    private static String request(Request request) {
        return request.hasAnswered()
                ? request.name() + ", which had its " + StatusText.of(request.status()) + " after "
                        + TimeText.of(request.responseEndNanos() - request.startNanos())
                : request.name();
    }
}
