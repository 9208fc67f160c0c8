package taskscope.diagnosis.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.time.TimeText;
import taskscope.trace.Sensor;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;

/// Plain `def` tasks took every worker thread, and all else that needs one had to wait.
public final class ThreadpoolExhausted implements Rule {

    /// A shorter wait is what a busy moment costs anyway.
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int MOST_WAITERS_SHOWN = 5;

    private static final RuleCard CARD = RuleCard.named("threadpool-exhausted")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("Background tasks have taken every worker thread")
            .what("def routes, def dependencies and uploads hang, async def routes are fast, the processor is idle.")
            .why("AnyIO lends out 40 threads, and def routes, def dependencies, files and def tasks all share them."
                    + " A task keeps its thread until it has ended.")
            .versions("All versions on AnyIO.")
            .lookAlike("An event loop that stands still, and a wait for a connection of the database pool.")
            .fixes(Fix.example(
                    "Give the tasks a few threads of their own", "    tasks.add_task(send_mail, order.id)", """
                            tasks.add_task(in_few_threads, send_mail, order.id)


                        async def in_few_threads(function, *arguments):
                            await anyio.to_thread.run_sync(partial(function, *arguments), limiter=few_threads)\
                        """));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.TASKS, Sensor.THREADS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        var code = UserCode.of(trace);
        var stalls = new Overlaps<>(trace.stalls(), Stall::when);
        return Verdict.found(FullPool.in(trace).stream()
                .filter(FullPool::isHeldByTasks)
                .filter(each -> each.longestWaitNanos(trace) >= SHORTEST_WAIT_NANOS)
                .filter(each -> !each.isStalledLoop(stalls))
                .map(each -> finding(trace, each, code))
                .toList());
    }

    private static Finding finding(Trace trace, FullPool full, UserCode code) {
        Task task = chief(full);
        String name = TaskWords.name(task);
        int requests = full.waitsOfRequests().size();
        String others = requests == 0
                ? full.waits().size() + " more tasks waited"
                : requests + (requests == 1 ? " request waited" : " requests waited");
        FindingDraft draft = Finding.draft(
                        CARD,
                        name + " and others like it took " + full.holders().size() + " of " + full.total()
                                + " worker threads; " + others + " up to "
                                + TimeText.of(full.longestWaitNanos(trace)))
                .of(task)
                .at(Optional.ofNullable(task.queuedAt()))
                .during(full.when())
                .cost(full.lostNanos(trace))
                .evidence(task.marks().started(), name + " started and took a thread")
                .evidence(full.waits().getFirst().event(), "no thread was left: the first to wait");
        full.waitsOfRequests().stream()
                .limit(MOST_WAITERS_SHOWN)
                .forEach(each -> draft.evidence(each.event(), waited(trace, each)));
        return draft.fix(code.function(task.function()).flatMap(each -> OwnThreads.inThreads(code, each)))
                .done();
    }

    private static String waited(Trace trace, TokenWait wait) {
        String who = wait.request() == Trace.NONE
                ? "something"
                : trace.requests().get(wait.request()).name();
        return wait.endNanos() == Trace.NEVER
                ? who + " waited for a thread to the end of the recording"
                : who + " waited " + TimeText.of(wait.endNanos() - wait.startNanos()) + " for a thread";
    }

    /// The first run of the function that holds most of the threads.
    private static Task chief(FullPool full) {
        Map<String, List<Task>> byName = full.holders().stream().collect(Collectors.groupingBy(Task::name));
        return byName.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow()
                .getFirst();
    }
}
