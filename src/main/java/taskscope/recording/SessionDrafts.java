package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Location;
import taskscope.trace.RowKey;
import taskscope.trace.Session;
import taskscope.trace.Statement;
import taskscope.trace.Trace;

/// The SQLAlchemy sessions of a run with what was done with them, and the statements of all.
final class SessionDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final List<Statement> statements = new ArrayList<>();

    private static final class Draft {
        final int process;
        String className = "Session";

        @Nullable
        Location createdAt;

        long createdNanos = EventOrder.UNSET;
        int created = Trace.NONE;
        /// With events and times as the file counts.
        final List<Session.Step> steps = new ArrayList<>(2);

        Draft(int process) {
            this.process = process;
        }
    }

    int created(CurrentEvent event) {
        int session = add(event.process(), event.id(Key.SESSION));
        Draft draft = drafts.get(session);
        draft.className = event.text(Key.CLASS);
        draft.createdAt = event.location(Key.AT);
        draft.createdNanos = event.timeNanos();
        draft.created = event.index();
        return session;
    }

    int did(CurrentEvent event, Session.Action action, int exception) {
        return did(event, action, Trace.NONE, exception);
    }

    int ran(CurrentEvent event, int exception) {
        int statement = statements.size();
        int session = session(event.process(), event.id(Key.SESSION));
        statements.add(new Statement(
                statement,
                event.process(),
                event.index(),
                session,
                event.id(Key.CONNECTION),
                event.request(),
                event.task(),
                event.text(Key.VERB),
                event.texts(Key.TABLES),
                event.texts(Key.KEYS),
                event.timeNanos(),
                Math.max(0, event.number(Key.DURATION_NANOS, 0)),
                event.number(Key.ROWS, -1),
                exception,
                event.location(Key.AT)));
        if (session != Trace.NONE) {
            did(event, Session.Action.STATEMENT, statement, exception);
        }
        return statement;
    }

    /// A session whose creation was lost is there all the same.
    int session(int process, int id) {
        int known = byId.find(process, id);
        return id == Trace.NONE || known != Trace.NONE ? known : add(process, id);
    }

    List<Session> frozen(EventOrder order) {
        List<Session> sessions = new ArrayList<>(drafts.size());
        for (Draft each : drafts) {
            sessions.add(new Session(
                    sessions.size(),
                    each.process,
                    each.className,
                    each.createdAt,
                    order.time(each.createdNanos),
                    order.event(each.created),
                    each.steps.stream().map(step -> frozen(step, order)).toList()));
        }
        return List.copyOf(sessions);
    }

    List<Statement> frozenStatements(EventOrder order) {
        return statements.stream().map(each -> frozen(each, order)).toList();
    }

    private int did(CurrentEvent event, Session.Action action, int statement, int exception) {
        int session = session(event.process(), event.id(Key.SESSION));
        if (session != Trace.NONE) {
            List<RowKey> rows = action == Session.Action.FLUSHED ? event.all(Key.ROWS) : List.of();
            drafts.get(session)
                    .steps
                    .add(new Session.Step(
                            action,
                            event.index(),
                            event.timeNanos(),
                            event.request(),
                            event.task(),
                            event.thread(),
                            statement,
                            exception,
                            rows));
        }
        return session;
    }

    private int add(int process, int id) {
        byId.put(process, id, drafts.size());
        drafts.add(new Draft(process));
        return drafts.size() - 1;
    }

    private static Session.Step frozen(Session.Step step, EventOrder order) {
        return new Session.Step(
                step.action(),
                order.event(step.event()),
                order.time(step.timeNanos()),
                step.request(),
                step.task(),
                step.thread(),
                step.statement(),
                step.exception(),
                step.rows());
    }

    private static Statement frozen(Statement statement, EventOrder order) {
        return new Statement(
                statement.id(),
                statement.process(),
                order.event(statement.event()),
                statement.session(),
                statement.connection(),
                statement.request(),
                statement.task(),
                statement.verb(),
                statement.tables(),
                statement.keys(),
                order.time(statement.timeNanos()),
                statement.durationNanos(),
                statement.rows(),
                statement.exception(),
                statement.at());
    }
}
