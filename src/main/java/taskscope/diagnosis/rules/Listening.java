package taskscope.diagnosis.rules;

import java.util.stream.IntStream;
import taskscope.trace.EventKind;
import taskscope.trace.Events;
import taskscope.trace.Trace;

/// Whether a server listened. Where none did, a test client called the application and got its exceptions itself.
final class Listening {

    private final boolean isServer;

    Listening(Trace trace) {
        Events events = trace.events();
        isServer = IntStream.range(0, events.count()).anyMatch(at -> events.kind(at) == EventKind.PROCESS_LISTENING);
    }

    boolean isServer() {
        return isServer;
    }
}
