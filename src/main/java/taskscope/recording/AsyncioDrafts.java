package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.AsyncioTask;
import taskscope.trace.AsyncioTask.Outcome;
import taskscope.trace.Location;
import taskscope.trace.Trace;

/// The asyncio tasks of a run, each completed by the event that tells of its end.
final class AsyncioDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final LossList losses;

    AsyncioDrafts(LossList losses) {
        this.losses = losses;
    }

    private static final class Draft {
        int process;
        int request;
        int task;
        String name = "";
        int function;
        String via = "";
        String phase = "";

        @Nullable
        Location at;

        long startNanos;
        long endNanos = EventOrder.UNSET;
        Outcome outcome = Outcome.RUNNING;
        int exception = Trace.NONE;
        int created;
        int ended = Trace.NONE;
    }

    int created(CurrentEvent event, int function) {
        Draft draft = new Draft();
        draft.process = event.process();
        draft.request = event.request();
        draft.task = event.task();
        draft.name = event.text(Key.NAME);
        draft.function = function;
        draft.via = event.text(Key.VIA);
        draft.phase = event.text(Key.PHASE);
        draft.at = event.location(Key.AT);
        draft.startNanos = event.timeNanos();
        draft.created = event.index();
        byId.put(event.process(), event.id(Key.ASYNCIO_TASK), drafts.size());
        drafts.add(draft);
        return drafts.size() - 1;
    }

    int ended(CurrentEvent event, Outcome outcome, int exception) {
        int found = byId.find(event.process(), event.id(Key.ASYNCIO_TASK));
        if (found == Trace.NONE) {
            losses.addEndWithoutBegin("asyncio task", event.id(Key.ASYNCIO_TASK));
            return found;
        }
        Draft draft = drafts.get(found);
        draft.endNanos = event.timeNanos();
        draft.outcome = outcome;
        draft.exception = exception;
        draft.ended = event.index();
        return found;
    }

    List<AsyncioTask> frozen(EventOrder order) {
        return drafts.stream()
                .map(each -> new AsyncioTask(
                        each.process,
                        each.request,
                        each.task,
                        each.name,
                        each.function,
                        each.via,
                        each.phase,
                        each.at,
                        order.time(each.startNanos),
                        order.time(each.endNanos),
                        each.outcome,
                        each.exception,
                        order.event(each.created),
                        order.event(each.ended)))
                .toList();
    }
}
