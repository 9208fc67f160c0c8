package taskscope.view.requests;

import taskscope.time.TimeText;
import taskscope.trace.Request;
import taskscope.trace.Trace;

/// One line of the list: `POST /order`, its status, and how long the client waited.
public record RequestRow(int request, String name, String status, Tone tone, String waited) {

    /// How the status looks.
    public enum Tone {
        GOOD,
        REFUSED,
        BROKEN,
        NONE
    }

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    static RequestRow of(Request request, Trace trace) {
        return new RequestRow(
                request.id(),
                request.name(),
                request.status() > 0 ? Integer.toString(request.status()) : request.isWebSocket() ? "ws" : "none",
                tone(request.status()),
                TimeText.of(request.clientWaited(trace.endNanos()).durationNanos()));
    }

    private static Tone tone(int status) {
        if (status <= 0) {
            return Tone.NONE;
        }
        if (status >= FIRST_SERVER_ERROR) {
            return Tone.BROKEN;
        }
        return status >= FIRST_CLIENT_ERROR ? Tone.REFUSED : Tone.GOOD;
    }
}
