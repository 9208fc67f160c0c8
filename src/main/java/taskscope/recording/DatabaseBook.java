package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Location;
import taskscope.trace.RowKey;
import taskscope.trace.Session;
import taskscope.trace.Statement;
import taskscope.trace.Trace;

/// The sessions and statements of a run, as their events come in.
final class DatabaseBook {

    /// A session that is still being told of.
    private static final class Draft {
        int process;
        String className = "Session";

        @Nullable
        Location createdAt;

        long createdNanos;
        int event = Trace.NONE;
        final List<Session.Step> steps = new ArrayList<>();
    }

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final Ids ids = new Ids();
    private final CodeBook code;

    DatabaseBook(CodeBook code) {
        this.code = code;
    }

    int session(int process, long id) {
        return ids.find(process, id);
    }

    int take(Entry entry, EventKind kind) {
        int index = named(entry);
        Draft draft = drafts.get(index);
        if (kind == EventKind.SESSION_CREATED) {
            draft.className = entry.raw.text(Key.CLASS);
            draft.createdAt = entry.raw.location(Key.AT);
            draft.createdNanos = entry.timeNanos;
            draft.event = entry.event;
        } else {
            draft.steps.add(step(entry, action(kind), Trace.NONE));
        }
        return index;
    }

    private int named(Entry entry) {
        return ids.of(entry.process, entry.raw.number(Key.SESSION, 0), () -> {
            var draft = new Draft();
            draft.process = entry.process;
            draft.createdNanos = entry.timeNanos;
            draft.event = entry.event;
            drafts.add(draft);
            return drafts.size() - 1;
        });
    }

    private static Session.Action action(EventKind kind) {
        return switch (kind) {
            case SESSION_FLUSHED -> Session.Action.FLUSHED;
            case SESSION_FLUSHFAILED -> Session.Action.FLUSH_FAILED;
            case SESSION_COMMITTED -> Session.Action.COMMITTED;
            case SESSION_ROLLEDBACK -> Session.Action.ROLLED_BACK;
            case SESSION_CLOSED -> Session.Action.CLOSED;
            default -> Session.Action.BEGAN;
        };
    }

    int statement(Entry entry) {
        RawEvent raw = entry.raw;
        int session = raw.has(Key.SESSION) ? named(entry) : Trace.NONE;
        var statement = new Statement(
                statements.size(),
                entry.process,
                entry.event,
                session,
                raw.small(Key.CONNECTION, Trace.NONE),
                entry.request,
                entry.task,
                raw.text(Key.VERB),
                texts(raw.list(Key.TABLES)),
                texts(raw.list(Key.KEYS)),
                entry.timeNanos,
                raw.number(Key.DURATIONNANOS, 0),
                raw.number(Key.ROWS, -1),
                code.exception(entry),
                raw.location(Key.AT));
        statements.add(statement);
        if (session != Trace.NONE) {
            drafts.get(session).steps.add(step(entry, Session.Action.STATEMENT, statement.id()));
        }
        return statement.id();
    }

    private Session.Step step(Entry entry, Session.Action action, int statement) {
        return new Session.Step(
                action,
                entry.event,
                entry.timeNanos,
                entry.request,
                entry.task,
                entry.thread,
                statement,
                code.exception(entry),
                action == Session.Action.FLUSHED ? rows(entry.raw.list(Key.ROWS)) : List.of());
    }

    private static List<RowKey> rows(List<@Nullable Object> raw) {
        List<RowKey> rows = new ArrayList<>();
        for (Object each : raw) {
            if (each instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof String table
                    && pair.get(1) instanceof String key) {
                rows.add(new RowKey(table, key));
            }
        }
        return rows;
    }

    private static List<String> texts(List<@Nullable Object> raw) {
        return raw.isEmpty()
                ? List.of()
                : raw.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
    }

    List<Session> sessions(Frozen frozen) {
        List<Session> sessions = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            sessions.add(new Session(
                    sessions.size(),
                    draft.process,
                    draft.className,
                    draft.createdAt,
                    frozen.time(draft.createdNanos),
                    frozen.event(draft.event),
                    draft.steps.stream().map(step -> moved(step, frozen)).toList()));
        }
        return sessions;
    }

    private static Session.Step moved(Session.Step step, Frozen frozen) {
        return new Session.Step(
                step.action(),
                frozen.event(step.event()),
                frozen.time(step.timeNanos()),
                step.request(),
                step.task(),
                step.thread(),
                step.statement(),
                step.exception(),
                step.rows());
    }

    List<Statement> statements(Frozen frozen) {
        return statements.stream()
                .map(each -> new Statement(
                        each.id(),
                        each.process(),
                        frozen.event(each.event()),
                        each.session(),
                        each.connection(),
                        each.request(),
                        each.task(),
                        each.verb(),
                        each.tables(),
                        each.keys(),
                        frozen.time(each.timeNanos()),
                        each.durationNanos(),
                        each.rows(),
                        each.exception(),
                        each.at()))
                .toList();
    }
}
