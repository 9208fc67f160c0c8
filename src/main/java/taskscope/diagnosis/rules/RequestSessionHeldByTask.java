package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Verdict;
import taskscope.time.TimeText;
import taskscope.trace.Checkout;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A request kept its database connection until its last background task had ended.
public final class RequestSessionHeldByTask implements Rule {

    /// A shorter hold would need hundreds of requests a second to empty the smallest usual pool of five.
    private static final long SHORTEST_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int MOST_WAITERS_SHOWN = 5;

    private static final RuleCard CARD = RuleCard.named("request-session-held-by-task")
            .severity(Severity.MEDIUM)
            .rank(Rank.CAUSE)
            .title("The request's connection is held until its last task has ended")
            .what("Under load: QueuePool limit of size 5 overflow 10 reached, connection timed out, although the tasks"
                    + " hardly use the database.")
            .why("The dependency that gives the connection back is left only after the background tasks.")
            .versions("FastAPI before 0.106, and from 0.118 on with the default scope. FastAPI 0.106 to 0.117, and"
                    + " scope=\"function\" from 0.121 on, give the connection back before the tasks.")
            .lookAlike("A pool without a size (NullPool, SQLite files on SQLAlchemy 1.4), a session that the route did"
                    + " not use, and one that was closed before the tasks.")
            .fixes(
                    Fix.example(
                            "Leave the dependency when the route returns (FastAPI 0.121 and later)",
                            "def report(db: Session = Depends(get_db)):",
                            "def report(db: Session = Depends(get_db, scope=\"function\")):"),
                    Fix.example(
                            "Give the connection back before the route returns",
                            "    return {\"rows\": len(rows)}",
                            "    answer = {\"rows\": len(rows)}\n    db.close()\n    return answer"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.SQL, Sensor.TASKS, Sensor.DEPENDENCIES)
                .orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        if (trace.checkouts().isEmpty()) {
            return Verdict.found(List.of());
        }
        var waits = new PoolWaits(trace);
        var fixes = new HeldFixes(trace);
        return Verdict.found(HeldConnection.in(trace, new TasksOfRequest(trace)).stream()
                .filter(each -> each.held().durationNanos() >= SHORTEST_HOLD_NANOS)
                .map(each -> finding(trace, each, waits, fixes))
                .toList());
    }

    private static Finding finding(Trace trace, HeldConnection held, PoolWaits waits, HeldFixes fixes) {
        Request request = held.request();
        Checkout checkout = held.checkout();
        List<PoolWaits.Wait> waiting = waits.during(checkout, held.held());
        Optional<Task> user = held.user(trace);
        FindingDraft draft = Finding.draft(CARD, headline(held, waiting.size()))
                .severity(waiting.isEmpty() ? Severity.MEDIUM : Severity.HIGH)
                .why(why(trace, held, user))
                .of(user.orElse(held.longest()))
                .at(fixes.askedAt(held)
                        .or(() -> Optional.ofNullable(held.longest().queuedAt())))
                .during(held.held())
                .cost(PoolWaits.lostNanos(waiting, held.held()))
                .evidence(
                        request.marks().responseEnded(),
                        "the client had its answer; the connection that was taken "
                                + TimeText.of(request.responseEndNanos() - checkout.outNanos())
                                + " before was still out")
                .evidence(
                        held.longest().marks().started(),
                        TaskWords.name(held.longest()) + " started, the connection was still out")
                .evidence(held.longest().marks().ended(), TaskWords.name(held.longest()) + " was done")
                .evidence(checkout.marks().in(), held.owner().name() + " was left and gave the connection back");
        waiting.stream()
                .limit(MOST_WAITERS_SHOWN)
                .forEach(each -> draft.evidence(
                        each.checkout().marks().waiting(),
                        "another had to wait " + TimeText.of(each.when().durationNanos()) + " for a connection"
                                + (each.checkout().hasTimedOut() ? ", in vain" : "")));
        return draft.fixes(fixes.of(held, user)).done();
    }

    private static String headline(HeldConnection held, int waiting) {
        String tasks = held.tasks().size() == 1
                ? TaskWords.name(held.longest())
                : TaskWords.name(held.longest()) + " and " + (held.tasks().size() - 1) + " more";
        String others = waiting == 0
                ? ""
                : "; " + waiting + (waiting == 1 ? " other" : " others") + " had to wait for the pool";
        return held.request().name() + " kept its database connection for "
                + TimeText.of(held.held().durationNanos()) + " after its answer, through " + tasks + others;
    }

    private static String why(Trace trace, HeldConnection held, Optional<Task> user) {
        String used = user.map(each -> " " + TaskWords.name(each) + " works with the request's session itself.")
                .orElse(" The tasks did nothing with it.");
        return held.owner().leaves(trace) + " Only then does it give back the connection that the route had taken."
                + used;
    }
}
