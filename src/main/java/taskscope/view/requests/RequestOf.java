package taskscope.view.requests;

import taskscope.timeline.Selection;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// Which request a selection belongs to, [Trace#NONE] where to none or to several.
final class RequestOf {

    private RequestOf() {}

    static int selection(Selection selection, Trace trace) {
        return switch (selection) {
            case Selection.Nothing() -> Trace.NONE;
            case Selection.OneEvent(var event) -> trace.events().request(event);
            case Selection.OneThing(var thing) -> thing(thing, trace);
            case Selection.OneFinding(var finding) -> finding.request();
            case Selection.Range _ -> Trace.NONE;
        };
    }

    private static int thing(Thing thing, Trace trace) {
        return switch (thing.kind()) {
            case REQUEST -> thing.id();
            case TASK -> trace.tasks().get(thing.id()).request();
            case STALL -> trace.stalls().get(thing.id()).request();
            case CHECKOUT -> trace.checkouts().get(thing.id()).request();
            case LOOP, THREAD, THREADS, SESSION, POOL, PROCESS -> Trace.NONE;
        };
    }
}
