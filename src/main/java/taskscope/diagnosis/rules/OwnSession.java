package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.Argument;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Session;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// The user's task with a session of its own, made as the user's own code makes them.
final class OwnSession {

    private static final String TITLE = "Let the task open a session of its own";

    private final UserCode code;

    OwnSession(Trace trace) {
        this.code = UserCode.of(trace);
    }

    static Fix example() {
        return Fix.example(
                TITLE,
                "def ship(db: Session, order_id: int):\n    db.get(Order, order_id).state = \"shipped\"",
                "def ship(order_id: int):\n    with SessionLocal() as db, db.begin():\n"
                        + "        db.get(Order, order_id).state = \"shipped\"");
    }

    /// The task function with its body inside a session of its own; its parameters stay as they are.
    Optional<Fix> inTask(Task task, Session session) {
        return inTask(task, session, Optional.empty());
    }

    /// The same, and the request's session gives its connection back first.
    Optional<Fix> afterReleasing(Task task, Session session, boolean isCommittedLater) {
        return inTask(task, session, Optional.of(isCommittedLater ? "commit()" : "close()"));
    }

    private Optional<Fix> inTask(Task task, Session session, Optional<String> release) {
        Optional<String> name = parameter(task, session);
        Optional<FunctionInfo> function = code.function(task.function());
        Optional<SessionFactory> factory =
                SessionFactory.of(code, session).filter(each -> !each.isAsync() || task.isAsync());
        if (name.isEmpty() || function.isEmpty() || factory.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snippet> whole = code.whole(function.get());
        Optional<Snippet> body = code.body(function.get());
        Optional<String> imported = factory.get().importIn(function.get().file());
        if (whole.isEmpty() || body.isEmpty() || imported.isEmpty() || !isLastOf(body.get(), whole.get())) {
            return Optional.empty();
        }
        List<String> first = new ArrayList<>();
        imported.filter(each -> !each.isEmpty()).ifPresent(first::add);
        release.map(each -> (factory.get().isAsync() ? "await " : "") + name.get() + "." + each)
                .ifPresent(first::add);
        return Optional.of(
                whole.get().replacedBy(TITLE, lines(whole.get(), body.get(), first, factory.get(), name.get())));
    }

    private static List<String> lines(
            Snippet whole, Snippet body, List<String> first, SessionFactory factory, String name) {
        int head = body.line() - whole.line();
        int documented = docstringLength(body);
        List<String> lines = new ArrayList<>(whole.lines().subList(0, head));
        lines.addAll(body.lines().subList(0, documented));
        first.forEach(each -> lines.add(body.indent() + each));
        lines.add(body.indent() + factory.with(name, !endsItsTransactions(body, name)));
        lines.addAll(body.deeper().subList(documented, body.lines().size()));
        return lines;
    }

    private static boolean endsItsTransactions(Snippet body, String name) {
        return Pattern.compile("\\b" + name + "\\.(commit|rollback|begin)\\(")
                .matcher(body.text())
                .find();
    }

    private static int docstringLength(Snippet body) {
        String first = body.lines().getFirst().strip();
        String quotes = first.startsWith("\"\"\"") ? "\"\"\"" : first.startsWith("'''") ? "'''" : "";
        if (quotes.isEmpty()) {
            return 0;
        }
        if (first.indexOf(quotes, quotes.length()) >= 0) {
            return 1;
        }
        int at = 1;
        while (at < body.lines().size() && !body.lines().get(at).contains(quotes)) {
            at++;
        }
        return Math.min(at + 1, body.lines().size());
    }

    /// A one-liner, `def f(db): use(db)`, has no body of its own.
    private static boolean isLastOf(Snippet body, Snippet whole) {
        return body.line() > whole.line()
                && body.line() + body.lines().size()
                        == whole.line() + whole.lines().size();
    }

    /// The parameter through which the task was given the session.
    static Optional<String> parameter(Task task, Session session) {
        return task.arguments().stream()
                .filter(each ->
                        each.nature() == Argument.Nature.SESSION || each.nature() == Argument.Nature.ASYNCSESSION)
                .filter(each -> each.session() == session.id() && each.name().matches("[A-Za-z_]\\w*"))
                .map(Argument::name)
                .findFirst();
    }

    /// A function around the task, queued in its place: it opens the session and is given plain data only.
    Optional<Fix> whereQueued(Task task, Session session) {
        return SessionFactory.of(code, session)
                .flatMap(factory -> QueuedWrapper.of(code, task, factory).map(QueuedWrapper::fix));
    }

    UserCode code() {
        return code;
    }
}
