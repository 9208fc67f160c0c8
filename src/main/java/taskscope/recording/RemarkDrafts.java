package taskscope.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.HandledException;
import taskscope.trace.Location;
import taskscope.trace.LogRecord;
import taskscope.trace.ProcessSample;
import taskscope.trace.RecorderCost;
import taskscope.trace.ShownWarning;

/// What happened in an instant: logs, warnings, handled exceptions, samples. As the file counts until frozen.
final class RemarkDrafts {

    private static final Location NOWHERE = new Location("", 0, "");

    private final List<LogRecord> logs = new ArrayList<>();
    private final List<ShownWarning> warnings = new ArrayList<>();
    private final List<HandledException> handled = new ArrayList<>();
    private final List<ProcessSample> samples = new ArrayList<>();

    /// One a process: every cost that is told replaces the one before it.
    private final List<RecorderCost> costs = new ArrayList<>();

    private final Map<Integer, Integer> costByProcess = new HashMap<>();

    int logged(CurrentEvent event, int exception) {
        logs.add(new LogRecord(
                event.process(),
                event.index(),
                event.timeNanos(),
                event.text(Key.LOGGER),
                event.text(Key.LEVEL),
                exception,
                event.flag(Key.REACHED),
                event.request(),
                event.task()));
        return logs.size() - 1;
    }

    int warned(CurrentEvent event) {
        warnings.add(new ShownWarning(
                event.process(),
                event.index(),
                event.timeNanos(),
                event.text(Key.CATEGORY),
                event.text(Key.MESSAGE),
                event.location(Key.AT),
                event.request(),
                event.task()));
        return warnings.size() - 1;
    }

    int handled(CurrentEvent event) {
        handled.add(new HandledException(
                event.process(),
                event.index(),
                event.timeNanos(),
                event.request(),
                event.task(),
                event.text(Key.TYPE),
                orNowhere(event.location(Key.AT)),
                orNowhere(event.location(Key.HANDLED_AT))));
        return handled.size() - 1;
    }

    int sampled(CurrentEvent event) {
        samples.add(new ProcessSample(
                event.process(),
                event.index(),
                event.timeNanos(),
                event.number(Key.CPU_NANOS, 0),
                event.number(Key.RSS_BYTES, 0)));
        return samples.size() - 1;
    }

    int cost(CurrentEvent event) {
        RecorderCost cost = new RecorderCost(
                event.process(),
                event.number(Key.EVENTS, 0),
                event.number(Key.DROPPED, 0),
                event.number(Key.BUSY_NANOS, 0),
                event.counts(Key.FAILURES));
        int place = costByProcess.computeIfAbsent(event.process(), _ -> costs.size());
        if (place == costs.size()) {
            costs.add(cost);
        }
        costs.set(place, cost);
        return place;
    }

    List<LogRecord> frozenLogs(EventOrder order) {
        return logs.stream()
                .map(each -> new LogRecord(
                        each.process(),
                        order.event(each.event()),
                        order.time(each.timeNanos()),
                        each.logger(),
                        each.level(),
                        each.exception(),
                        each.isReached(),
                        each.request(),
                        each.task()))
                .toList();
    }

    List<ShownWarning> frozenWarnings(EventOrder order) {
        return warnings.stream()
                .map(each -> new ShownWarning(
                        each.process(),
                        order.event(each.event()),
                        order.time(each.timeNanos()),
                        each.category(),
                        each.message(),
                        each.at(),
                        each.request(),
                        each.task()))
                .toList();
    }

    List<HandledException> frozenHandled(EventOrder order) {
        return handled.stream()
                .map(each -> new HandledException(
                        each.process(),
                        order.event(each.event()),
                        order.time(each.timeNanos()),
                        each.request(),
                        each.task(),
                        each.type(),
                        each.at(),
                        each.handledAt()))
                .toList();
    }

    List<ProcessSample> frozenSamples(EventOrder order) {
        return samples.stream()
                .map(each -> new ProcessSample(
                        each.process(),
                        order.event(each.event()),
                        order.time(each.timeNanos()),
                        each.cpuNanos(),
                        each.rssBytes()))
                .toList();
    }

    List<RecorderCost> costs() {
        return List.copyOf(costs);
    }

    private static Location orNowhere(@Nullable Location location) {
        return location == null ? NOWHERE : location;
    }
}
