package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A synchronous call in an async task held the event loop, so nobody else was served.
public final class BlockingCallInAsyncTask implements Rule {

    /// Under 50 ms nobody notices; from there on, requests visibly queue behind the call.
    private static final long LONGEST_POLITE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int MOST_WAITERS_SHOWN = 5;

    private static final RuleCard CARD = RuleCard.named("blocking-call-in-async-task")
            .severity(Severity.HIGH)
            .rank(Rank.GENERAL)
            .title("Blocking call on the event loop")
            .what("An async task called something slow that does not await; every request of the process stood still.")
            .why("An async def task runs on the event loop, and the event loop runs one thing at a time. While it"
                    + " waits in such a call, every other request waits too.")
            .versions("All versions. FastAPI gives a plain def task to a worker thread, an async def task never.")
            .lookAlike("A stall caused by a route, the garbage collector, an import or a debugger; a plain def task"
                    + " that sleeps in its worker thread.")
            .fixes(
                    Fix.example("Let a worker thread run the task", "async def resize(image):", "def resize(image):"),
                    Fix.example(
                            "Let a worker thread do the waiting",
                            "    resize(image)",
                            "    await run_in_threadpool(resize, image)"),
                    Fix.example(
                            "Let another process do the computing",
                            "    resize(image)",
                            "    await asyncio.get_running_loop().run_in_executor(processes, resize, image)"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.TASKS, Sensor.LOOP, Sensor.STACKS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        Map<Integer, List<HeldLoop>> ofTask = new LinkedHashMap<>();
        for (Stall stall : trace.stalls()) {
            if (stall.owner() == Stall.Owner.TASK
                    && stall.when().durationNanos() > LONGEST_POLITE_NANOS
                    && trace.tasks().get(stall.task()).isAsync()) {
                var held = HeldLoop.of(stall);
                if (StallCause.of(held) == StallCause.ONE_CALL) {
                    ofTask.computeIfAbsent(stall.task(), _ -> new ArrayList<>()).add(held);
                }
            }
        }
        var fixes = new BlockingFixes(trace);
        var waiters = new Waiters(trace);
        return Verdict.found(ofTask.values().stream()
                .sorted(Comparator.comparingLong(
                        stalls -> stalls.getFirst().stall().when().startNanos()))
                .map(stalls -> finding(trace, stalls, waiters, fixes))
                .toList());
    }

    private static Finding finding(Trace trace, List<HeldLoop> stalls, Waiters waiters, BlockingFixes fixes) {
        HeldLoop worst = stalls.stream()
                .max(Comparator.comparingLong(each -> each.stall().when().durationNanos()))
                .orElseThrow();
        Stall stall = worst.stall();
        Task task = trace.tasks().get(stall.task());
        FindingDraft draft = Finding.draft(CARD, BlockingWords.headline(task, worst, stalls))
                .of(stall)
                .at(worst.location().orElse(task.queuedAt()))
                .during(stall.when())
                .evidence(task.marks().started(), TaskWords.name(task) + " started on the event loop")
                .evidence(stall.marks().started(), "the loop was free for the last time")
                .evidence(stall.marks().ended(), BlockingWords.looks(task, worst));
        Map<Integer, Request> waited = new LinkedHashMap<>();
        long costNanos = 0;
        for (HeldLoop each : stalls) {
            for (Request request : waiters.during(each.stall().when(), stall.process(), task.request())) {
                waited.put(request.id(), request);
                costNanos += waiters.lostNanos(request, each.stall().when());
            }
        }
        waited.values().stream()
                .limit(MOST_WAITERS_SHOWN)
                .forEach(each -> draft.evidence(each.marks().started(), each.name() + " had to wait"));
        return draft.cost(costNanos)
                .why(BlockingWords.why(task, worst, waited.size()))
                .fixes(fixes.of(task, worst))
                .done();
    }
}
