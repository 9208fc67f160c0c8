package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.EventKind;
import taskscope.trace.Request;
import taskscope.trace.Trace;

/// The requests of a run, as their events come in.
final class RequestBook {

    /// A request that is still being told of.
    private static final class Draft {
        int process;
        boolean isWebSocket;
        String method = "";
        String path = "";
        String client = "";
        int status = Trace.NONE;
        int routeFunction = Trace.NONE;
        long startNanos = Trace.NEVER;
        long responseStartNanos = Trace.NEVER;
        long responseEndNanos = Trace.NEVER;
        long disconnectNanos = Trace.NEVER;
        long endNanos = Trace.NEVER;
        int exception = Trace.NONE;
        int responseQueue = Trace.NONE;
        int injectedQueue = Trace.NONE;
        int started = Trace.NONE;
        int routeStarted = Trace.NONE;
        int routeEnded = Trace.NONE;
        int responseStarted = Trace.NONE;
        int responseEnded = Trace.NONE;
        int disconnected = Trace.NONE;
        int ended = Trace.NONE;
    }

    private final List<Draft> drafts = new ArrayList<>();
    private final Ids ids = new Ids();
    private final CodeBook code;
    private final Ids queues;
    private final Losses losses;

    RequestBook(CodeBook code, Ids queues, Losses losses) {
        this.code = code;
        this.queues = queues;
        this.losses = losses;
    }

    /// By what the recording calls them.
    Ids ids() {
        return ids;
    }

    /// The index of a request; one that is named before it began is a loss, and begins here.
    int of(Entry entry, long id, boolean begins) {
        return ids.of(entry.process, id, () -> {
            var draft = new Draft();
            draft.process = entry.process;
            draft.startNanos = entry.timeNanos;
            drafts.add(draft);
            if (!begins) {
                losses.add(
                        entry.line,
                        Loss.Kind.END_WITHOUT_BEGIN,
                        "names request " + id + ", whose start was not recorded");
            }
            return drafts.size() - 1;
        });
    }

    long take(Entry entry, EventKind kind) {
        if (entry.request == Trace.NONE) {
            return 0;
        }
        Draft draft = drafts.get(entry.request);
        RawEvent raw = entry.raw;
        switch (kind) {
            case REQUEST_STARTED -> {
                draft.isWebSocket = raw.text(Key.PROTOCOL).equals("websocket");
                draft.method = draft.isWebSocket ? "WEBSOCKET" : raw.text(Key.METHOD);
                draft.path = raw.text(Key.PATH);
                draft.client = raw.text(Key.CLIENT);
                draft.startNanos = entry.timeNanos;
                draft.started = entry.event;
            }
            case ROUTE_STARTED -> {
                draft.routeFunction = code.function(entry);
                draft.routeStarted = entry.event;
                return 0;
            }
            case ROUTE_ENDED -> draft.routeEnded = entry.event;
            case RESPONSE_QUEUE -> {
                draft.responseQueue = queues.find(entry.process, raw.number(Key.QUEUE, 0));
                draft.injectedQueue = queues.find(entry.process, raw.number(Key.INJECTED, 0));
            }
            case RESPONSE_STARTED -> {
                draft.status = raw.small(Key.STATUS, Trace.NONE);
                draft.responseStartNanos = entry.timeNanos;
                draft.responseStarted = entry.event;
                return draft.status;
            }
            case RESPONSE_ENDED -> {
                draft.responseEndNanos = entry.timeNanos;
                draft.responseEnded = entry.event;
                return raw.number(Key.BYTES, 0);
            }
            case REQUEST_DISCONNECTED -> {
                draft.disconnectNanos = entry.timeNanos;
                draft.disconnected = entry.event;
            }
            case REQUEST_ENDED -> {
                draft.endNanos = entry.timeNanos;
                draft.ended = entry.event;
                draft.exception = code.exception(entry);
            }
            default -> {}
        }
        return 0;
    }

    List<Request> freeze(Frozen frozen) {
        List<Request> requests = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            requests.add(new Request(
                    requests.size(),
                    draft.process,
                    draft.isWebSocket,
                    draft.method,
                    draft.path,
                    draft.client,
                    draft.status,
                    draft.routeFunction,
                    frozen.time(draft.startNanos),
                    frozen.time(draft.responseStartNanos),
                    frozen.time(draft.responseEndNanos),
                    frozen.time(draft.disconnectNanos),
                    frozen.time(draft.endNanos),
                    draft.exception,
                    draft.responseQueue,
                    draft.injectedQueue,
                    marks(draft, frozen)));
        }
        return requests;
    }

    private static Request.Marks marks(Draft draft, Frozen frozen) {
        return new Request.Marks(
                frozen.event(draft.started),
                frozen.event(draft.routeStarted),
                frozen.event(draft.routeEnded),
                frozen.event(draft.responseStarted),
                frozen.event(draft.responseEnded),
                frozen.event(draft.disconnected),
                frozen.event(draft.ended));
    }
}
