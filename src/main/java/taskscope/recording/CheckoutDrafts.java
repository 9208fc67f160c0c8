package taskscope.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.trace.Checkout;
import taskscope.trace.Trace;

/// The connections that a run took from its pools, each completed by the events that tell of it.
final class CheckoutDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byConnection = new IdIndex();
    private final Map<Waiter, Deque<Draft>> waiting = new HashMap<>();
    private final LossList losses;

    CheckoutDrafts(LossList losses) {
        this.losses = losses;
    }

    /// Who waits for what: a thread does one thing at a time for one request or task.
    private record Waiter(int process, int pool, int request, int task, int thread) {
        static Waiter of(CurrentEvent event) {
            return new Waiter(event.process(), event.id(Key.POOL), event.request(), event.task(), event.thread());
        }
    }

    private static final class Draft {
        final int id;
        int process;
        int connection = Trace.NONE;
        int pool;
        int session = Trace.NONE;
        int request;
        int task;
        long waitingNanos = EventOrder.UNSET;
        long waitedNanos;
        long outNanos = EventOrder.UNSET;
        long inNanos = EventOrder.UNSET;
        int out;
        int size;
        int overflow;
        boolean hasTimedOut;
        int exception = Trace.NONE;
        int waitingEvent = Trace.NONE;
        int outEvent = Trace.NONE;
        int inEvent = Trace.NONE;

        Draft(int id) {
            this.id = id;
        }

        boolean isStillWaiting() {
            return outEvent == Trace.NONE && !hasTimedOut;
        }
    }

    int waiting(CurrentEvent event) {
        Draft draft = add(event);
        draft.waitingNanos = event.timeNanos();
        draft.waitingEvent = event.index();
        waiting.computeIfAbsent(Waiter.of(event), _ -> new ArrayDeque<>()).add(draft);
        return draft.id;
    }

    int out(CurrentEvent event, int session) {
        Draft draft = waitOver(event);
        draft.connection = event.id(Key.CONNECTION);
        draft.session = session;
        draft.outNanos = event.timeNanos();
        draft.out = event.whole(Key.OUT, 0);
        draft.size = event.whole(Key.SIZE, 0);
        draft.overflow = event.whole(Key.OVERFLOW, 0);
        draft.outEvent = event.index();
        byConnection.put(event.process(), draft.connection, draft.id);
        return draft.id;
    }

    int timedOut(CurrentEvent event, int exception) {
        Draft draft = waitOver(event);
        draft.hasTimedOut = true;
        draft.exception = exception;
        draft.inEvent = event.index();
        return draft.id;
    }

    int in(CurrentEvent event) {
        int connection = event.id(Key.CONNECTION);
        int checkout = byConnection.find(event.process(), connection);
        if (checkout == Trace.NONE) {
            losses.addEndWithoutBegin("the checkout of connection", connection);
            return checkout;
        }
        Draft draft = drafts.get(checkout);
        draft.inNanos = event.timeNanos();
        draft.inEvent = event.index();
        byConnection.remove(event.process(), connection);
        return checkout;
    }

    List<Checkout> frozen(EventOrder order, long endNanos) {
        return drafts.stream().map(each -> frozen(each, order, endNanos)).toList();
    }

    private Draft waitOver(CurrentEvent event) {
        Waiter waiter = Waiter.of(event);
        Deque<Draft> same = waiting.get(waiter);
        Draft draft = same == null ? add(event) : same.remove();
        if (same != null && same.isEmpty()) {
            waiting.remove(waiter);
        }
        draft.waitedNanos = Math.max(0, event.number(Key.WAITED_NANOS, 0));
        return draft;
    }

    private Draft add(CurrentEvent event) {
        Draft draft = new Draft(drafts.size());
        draft.process = event.process();
        draft.pool = event.id(Key.POOL);
        draft.request = event.request();
        draft.task = event.task();
        drafts.add(draft);
        return draft;
    }

    private static Checkout frozen(Draft draft, EventOrder order, long endNanos) {
        long waitedNanos = draft.isStillWaiting() ? endNanos - order.time(draft.waitingNanos) : draft.waitedNanos;
        return new Checkout(
                draft.id,
                draft.process,
                draft.connection,
                draft.pool,
                draft.session,
                draft.request,
                draft.task,
                waitedNanos,
                order.time(draft.outNanos),
                order.time(draft.inNanos),
                draft.out,
                draft.size,
                draft.overflow,
                draft.hasTimedOut,
                draft.exception,
                new Checkout.Marks(
                        order.event(draft.waitingEvent), order.event(draft.outEvent), order.event(draft.inEvent)));
    }
}
