package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Location;
import taskscope.trace.Sensor;
import taskscope.trace.Session;
import taskscope.trace.Statement;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// The request's data was committed, or thrown away, only after its tasks had looked for it.
public final class CommitAfterYieldTooLate implements Rule {

    private static final RuleCard CARD = RuleCard.named("commit-after-yield-too-late")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("The commit in the dependency's exit code comes after the tasks")
            .what("The task does not find the row that its request has just written; or SQLite says database is locked;"
                    + " or the task fails and the request's data is rolled back although the client got 200.")
            .why("The code behind yield runs after the background tasks, and so does the commit in it. An exception of"
                    + " a task is thrown into the dependency at its yield.")
            .versions("FastAPI before 0.106, and from 0.118 on with the default scope. FastAPI 0.106 to 0.117, and"
                    + " scope=\"function\" from 0.121 on, run the exit code before the response.")
            .lookAlike("A task that reads other rows, and a route that commits before it returns.")
            .fixes(
                    Fix.example(
                            "Commit in the route",
                            "    tasks.add_task(send_receipt, order.id)\n    return {\"id\": order.id}",
                            "    tasks.add_task(send_receipt, order.id)\n    answer = {\"id\": order.id}\n"
                                    + "    db.commit()\n    return answer"),
                    Fix.example(
                            "Leave the dependency when the route returns (FastAPI 0.121 and later)",
                            "def create(tasks: BackgroundTasks, db: Session = Depends(get_db)):",
                            "def create(tasks: BackgroundTasks, db: Session = Depends(get_db, scope=\"function\")):"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.SQL, Sensor.TASKS, Sensor.REQUESTS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        List<LateCommit> late = new ArrayList<>();
        trace.sessions().forEach(each -> late.addAll(LateCommit.in(trace, each)));
        if (late.isEmpty()) {
            return Verdict.found(List.of());
        }
        var owned = new TasksOfRequest(trace);
        var route = new RouteCode(trace);
        Map<Integer, List<Statement>> statements = LateCommit.statementsOfTask(trace);
        return Verdict.found(late.stream()
                .flatMap(each -> each.harm(trace, owned.tasks(each.request()), statements).stream()
                        .map(harm -> finding(trace, each, harm, owned, route)))
                .toList());
    }

    private static Finding finding(
            Trace trace, LateCommit late, LateCommit.Harm harm, TasksOfRequest owned, RouteCode route) {
        Task task = harm.task();
        Session.Step flush = late.flushes().getFirst();
        Optional<SessionOwner> owner = SessionOwner.of(
                trace, late.session(), owned.dependencies(late.request().id()));
        Optional<Location> commit =
                owner.flatMap(each -> route.commitLine(each.dependency().function()));
        return Finding.draft(CARD, LateCommitWords.headline(trace, late, harm))
                .why(LateCommitWords.why(trace, harm, owner))
                .of(task)
                .at(commit.or(() -> harm.statement().map(Statement::at)).or(() -> Optional.ofNullable(task.queuedAt())))
                .during(late.end().timeNanos())
                .evidence(flush.event(), late.request().name() + " wrote " + LateCommitWords.rows(late))
                .evidence(late.request().marks().responseEnded(), "the client had its answer")
                .evidence(task.marks().started(), TaskWords.name(task) + " started, nothing was committed yet")
                .evidence(harm.event(), LateCommitWords.what(harm))
                .evidence(late.end().event(), LateCommitWords.ended(late))
                .fixes(owner.map(each -> fixes(late, each, route)).orElse(List.of()))
                .done();
    }

    private static List<Fix> fixes(LateCommit late, SessionOwner owner, RouteCode route) {
        return Stream.concat(
                        route.leftWithRoute(late.request(), owner.name()).stream(),
                        route.beforeReturn(late.request(), owner.name(), "Commit in the route", "commit()").stream())
                .toList();
    }
}
