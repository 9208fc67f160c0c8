package taskscope.view.words;

import java.util.Locale;
import taskscope.trace.Events;
import taskscope.trace.Trace;

/// What the lists say of an event: when, what kind, who it is about, what happened, and where.
public final class EventText {

    private final Trace trace;
    private final Events events;
    private final EventWhat what;

    public EventText(Trace trace) {
        this.trace = trace;
        this.events = trace.events();
        this.what = new EventWhat(trace);
    }

    public String time(int event) {
        return When.of(events.timeNanos(event));
    }

    public String kind(int event) {
        return switch (events.kind(event)) {
            case EXCEPTION_SEEN -> "exception";
            case LOG_WRITTEN -> "log record";
            case WARNING_SHOWN -> "warning";
            case SESSION_ROLLEDBACK -> "session rolled back";
            case SESSION_FLUSHFAILED -> "session flush failed";
            case CONNECTION_CHECKEDOUT -> "connection taken";
            case CONNECTION_CHECKEDIN -> "connection given back";
            case CONNECTION_TIMEDOUT -> "connection timed out";
            default -> events.kind(event).words();
        };
    }

    /// The task, else the request, else the thread or the process.
    public String who(int event) {
        int task = events.task(event);
        int request = events.request(event);
        if (Things.has(trace.tasks(), task)) {
            return trace.tasks().get(task).simpleName();
        }
        if (Things.has(trace.requests(), request)) {
            return trace.requests().get(request).name();
        }
        int process = events.process(event);
        return Things.has(trace.processes(), process)
                ? "process " + trace.processes().get(process).pid()
                : "";
    }

    /// What happened, on one line.
    public String what(int event) {
        return Things.oneLine(what.of(event));
    }

    /// The line of code, else the request it happened for.
    public String where(int event) {
        String place = what.place(event);
        if (!place.isEmpty()) {
            return place;
        }
        int request = events.request(event);
        return Things.has(trace.requests(), request) && Things.has(trace.tasks(), events.task(event))
                ? "request " + trace.requests().get(request).name()
                : "";
    }

    /// Whether any of the words has this text in it, whatever the case; `lowerCase` is in lower case.
    public boolean matches(int event, String lowerCase) {
        return has(kind(event), lowerCase)
                || has(who(event), lowerCase)
                || has(what.of(event), lowerCase)
                || has(where(event), lowerCase);
    }

    private static boolean has(String text, String lowerCase) {
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
