package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import taskscope.trace.HandledException;
import taskscope.trace.Location;
import taskscope.trace.LogRecord;
import taskscope.trace.ShownWarning;

/// Log records, warnings and swallowed exceptions of a run, as their events come in.
final class LogBook {

    private static final Location UNKNOWN = new Location("", 0, "");

    private final List<LogRecord> logs = new ArrayList<>();
    private final List<ShownWarning> warnings = new ArrayList<>();
    private final List<HandledException> handled = new ArrayList<>();
    private final CodeBook code;

    LogBook(CodeBook code) {
        this.code = code;
    }

    int written(Entry entry) {
        RawEvent raw = entry.raw;
        logs.add(new LogRecord(
                entry.process,
                entry.event,
                entry.timeNanos,
                raw.text(Key.LOGGER),
                raw.text(Key.LEVEL),
                code.exception(entry),
                raw.isTrue(Key.REACHED),
                entry.request,
                entry.task));
        return logs.size() - 1;
    }

    int shown(Entry entry) {
        RawEvent raw = entry.raw;
        warnings.add(new ShownWarning(
                entry.process,
                entry.event,
                entry.timeNanos,
                raw.text(Key.CATEGORY),
                raw.text(Key.MESSAGE),
                raw.location(Key.AT),
                entry.request,
                entry.task));
        return warnings.size() - 1;
    }

    int handled(Entry entry) {
        RawEvent raw = entry.raw;
        handled.add(new HandledException(
                entry.process,
                entry.event,
                entry.timeNanos,
                entry.request,
                entry.task,
                raw.text(Key.TYPE),
                Optional.ofNullable(raw.location(Key.AT)).orElse(UNKNOWN),
                Optional.ofNullable(raw.location(Key.HANDLEDAT)).orElse(UNKNOWN)));
        return handled.size() - 1;
    }

    List<LogRecord> logs(Frozen frozen) {
        return logs.stream()
                .map(each -> new LogRecord(
                        each.process(),
                        frozen.event(each.event()),
                        frozen.time(each.timeNanos()),
                        each.logger(),
                        each.level(),
                        each.exception(),
                        each.isReached(),
                        each.request(),
                        each.task()))
                .toList();
    }

    List<ShownWarning> warnings(Frozen frozen) {
        return warnings.stream()
                .map(each -> new ShownWarning(
                        each.process(),
                        frozen.event(each.event()),
                        frozen.time(each.timeNanos()),
                        each.category(),
                        each.message(),
                        each.at(),
                        each.request(),
                        each.task()))
                .toList();
    }

    List<HandledException> handled(Frozen frozen) {
        return handled.stream()
                .map(each -> new HandledException(
                        each.process(),
                        frozen.event(each.event()),
                        frozen.time(each.timeNanos()),
                        each.request(),
                        each.task(),
                        each.type(),
                        each.at(),
                        each.handledAt()))
                .toList();
    }
}
