package taskscope.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.trace.TokenSample;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;

/// The worker threads of a run over time, and who waited for one. Events and times are as the file counts until frozen.
final class TokenDrafts {

    private final List<TokenSample> samples = new ArrayList<>();
    private final List<TokenWait> waits = new ArrayList<>();
    private final Map<Waiter, Integer> open = new HashMap<>();
    private final LossList losses;

    TokenDrafts(LossList losses) {
        this.losses = losses;
    }

    /// Who waits: a request or a task waits for one thread at a time.
    private record Waiter(int process, int request, int task) {
        static Waiter of(CurrentEvent event) {
            return new Waiter(event.process(), event.request(), event.task());
        }
    }

    int sampled(CurrentEvent event) {
        samples.add(new TokenSample(
                event.process(),
                event.index(),
                event.timeNanos(),
                event.whole(Key.BORROWED, 0),
                event.whole(Key.TOTAL, 0),
                event.whole(Key.WAITING, 0)));
        return samples.size() - 1;
    }

    int waiting(CurrentEvent event) {
        open.put(Waiter.of(event), waits.size());
        waits.add(new TokenWait(
                event.process(), event.index(), event.request(), event.task(), event.timeNanos(), EventOrder.UNSET));
        return waits.size() - 1;
    }

    int acquired(CurrentEvent event) {
        Integer wait = open.remove(Waiter.of(event));
        if (wait == null) {
            losses.add(
                    Loss.Kind.END_WITHOUT_BEGIN,
                    "a worker thread was given to somebody whose wait for it was not recorded");
            return Trace.NONE;
        }
        TokenWait begun = waits.get(wait);
        waits.set(wait, ending(begun, begun.event(), begun.startNanos(), event.timeNanos()));
        return wait;
    }

    List<TokenSample> frozenSamples(EventOrder order) {
        return samples.stream()
                .map(each -> new TokenSample(
                        each.process(),
                        order.event(each.event()),
                        order.time(each.timeNanos()),
                        each.borrowed(),
                        each.total(),
                        each.waiting()))
                .toList();
    }

    List<TokenWait> frozenWaits(EventOrder order) {
        return waits.stream()
                .map(each -> ending(
                        each, order.event(each.event()), order.time(each.startNanos()), order.time(each.endNanos())))
                .toList();
    }

    private static TokenWait ending(TokenWait wait, int event, long startNanos, long endNanos) {
        return new TokenWait(wait.process(), event, wait.request(), wait.task(), startNanos, endNanos);
    }
}
