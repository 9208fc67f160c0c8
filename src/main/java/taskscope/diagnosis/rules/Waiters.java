package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import taskscope.time.TimeRange;
import taskscope.trace.Request;
import taskscope.trace.Trace;

/// The requests that had no answer yet during a stretch of time, asked for one stretch after the other.
final class Waiters {

    /// A request that comes in during a stall is seen only when the loop is free again, and then at once.
    private static final long SEEN_AFTER_STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /// Less than this is what any request may lose to its neighbours.
    private static final long LEAST_LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final long openEndNanos;
    private final List<Request> byStart;
    private List<Request> open = new ArrayList<>();
    private int next;

    Waiters(Trace trace) {
        openEndNanos = trace.endNanos();
        byStart = trace.requests().stream()
                .sorted(Comparator.comparingLong(Request::startNanos))
                .toList();
    }

    /// Requests other than `own` that waited during a stall of a process or came in meanwhile; stretches must be asked
    /// for in order of their start.
    List<Request> during(TimeRange stretch, int process, int own) {
        while (next < byStart.size() && byStart.get(next).startNanos() <= stretch.endNanos() + SEEN_AFTER_STALL_NANOS) {
            open.add(byStart.get(next++));
        }
        open = new ArrayList<>(open.stream()
                .filter(each -> each.clientWaited(openEndNanos).endNanos() > stretch.startNanos())
                .toList());
        return open.stream()
                .filter(each -> each.process() == process && each.id() != own && !each.isWebSocket())
                .filter(each -> lostNanos(each, stretch) >= LEAST_LOST_NANOS)
                .toList();
    }

    /// What a request lost to a stretch: all of it where it came in meanwhile and could not even begin.
    long lostNanos(Request request, TimeRange stretch) {
        TimeRange waited = request.clientWaited(openEndNanos);
        if (request.startNanos() > stretch.endNanos() + SEEN_AFTER_STALL_NANOS) {
            return 0;
        }
        return request.startNanos() >= stretch.endNanos()
                ? stretch.durationNanos()
                : Math.min(waited.endNanos(), stretch.endNanos()) - Math.max(waited.startNanos(), stretch.startNanos());
    }
}
