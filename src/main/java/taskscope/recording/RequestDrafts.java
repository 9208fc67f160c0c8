package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Request;
import taskscope.trace.Trace;

/// The requests of a run, each completed by the events that tell of it.
final class RequestDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final LossList losses;

    RequestDrafts(LossList losses) {
        this.losses = losses;
    }

    private static final class Draft {
        int process;
        boolean isWebSocket;
        String method = "";
        String path = "";
        String client = "";
        int status;
        int routeFunction = Trace.NONE;
        long startNanos;
        long responseStartNanos = EventOrder.UNSET;
        long responseEndNanos = EventOrder.UNSET;
        long disconnectNanos = EventOrder.UNSET;
        long endNanos = EventOrder.UNSET;
        int exception = Trace.NONE;
        int responseQueue = Trace.NONE;
        int injectedQueue = Trace.NONE;
        int started;
        int routeStarted = Trace.NONE;
        int routeEnded = Trace.NONE;
        int responseStarted = Trace.NONE;
        int responseEnded = Trace.NONE;
        int disconnected = Trace.NONE;
        int ended = Trace.NONE;
    }

    int find(int process, int id) {
        return byId.find(process, id);
    }

    int started(CurrentEvent event) {
        Draft draft = new Draft();
        draft.process = event.process();
        draft.isWebSocket = event.text(Key.PROTOCOL).equals("websocket");
        draft.method = event.text(Key.METHOD);
        draft.path = event.text(Key.PATH);
        draft.client = event.text(Key.CLIENT);
        draft.startNanos = event.timeNanos();
        draft.started = event.index();
        byId.put(event.process(), event.requestId(), drafts.size());
        event.setRequest(drafts.size());
        drafts.add(draft);
        return Trace.NONE;
    }

    int routeStarted(CurrentEvent event, int function) {
        if (event.request() != Trace.NONE) {
            Draft draft = drafts.get(event.request());
            draft.routeFunction = function;
            draft.routeStarted = event.index();
        }
        return function;
    }

    int routeEnded(CurrentEvent event, int exception) {
        if (event.request() != Trace.NONE) {
            drafts.get(event.request()).routeEnded = event.index();
        }
        return exception;
    }

    int responseQueue(CurrentEvent event, int queue, int injected) {
        if (event.request() != Trace.NONE) {
            Draft draft = drafts.get(event.request());
            draft.responseQueue = queue;
            draft.injectedQueue = injected;
        }
        return Trace.NONE;
    }

    int responseStarted(CurrentEvent event) {
        if (event.request() != Trace.NONE) {
            Draft draft = drafts.get(event.request());
            draft.status = event.whole(Key.STATUS, 0);
            draft.responseStartNanos = event.timeNanos();
            draft.responseStarted = event.index();
        }
        return Trace.NONE;
    }

    int responseEnded(CurrentEvent event) {
        if (event.request() != Trace.NONE) {
            Draft draft = drafts.get(event.request());
            draft.responseEndNanos = event.timeNanos();
            draft.responseEnded = event.index();
        }
        return Trace.NONE;
    }

    int disconnected(CurrentEvent event) {
        if (event.request() != Trace.NONE) {
            Draft draft = drafts.get(event.request());
            draft.disconnectNanos = event.timeNanos();
            draft.disconnected = event.index();
        }
        return Trace.NONE;
    }

    int ended(CurrentEvent event, int exception) {
        if (event.request() == Trace.NONE) {
            losses.addEndWithoutBegin("request", event.requestId());
            return exception;
        }
        Draft draft = drafts.get(event.request());
        draft.endNanos = event.timeNanos();
        draft.exception = exception;
        draft.ended = event.index();
        return exception;
    }

    List<Request> frozen(EventOrder order) {
        Request[] requests = new Request[drafts.size()];
        for (int id = 0; id < requests.length; id++) {
            requests[id] = frozen(id, drafts.get(id), order);
        }
        return List.of(requests);
    }

    private static Request frozen(int id, Draft draft, EventOrder order) {
        return new Request(
                id,
                draft.process,
                draft.isWebSocket,
                draft.method,
                draft.path,
                draft.client,
                draft.status,
                draft.routeFunction,
                order.time(draft.startNanos),
                order.time(draft.responseStartNanos),
                order.time(draft.responseEndNanos),
                order.time(draft.disconnectNanos),
                order.time(draft.endNanos),
                draft.exception,
                draft.responseQueue,
                draft.injectedQueue,
                marks(draft, order));
    }

    private static Request.Marks marks(Draft draft, EventOrder order) {
        return new Request.Marks(
                order.event(draft.started),
                order.event(draft.routeStarted),
                order.event(draft.routeEnded),
                order.event(draft.responseStarted),
                order.event(draft.responseEnded),
                order.event(draft.disconnected),
                order.event(draft.ended));
    }
}
