package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.time.TimeRange;
import taskscope.time.TimeText;
import taskscope.trace.Location;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;

/// Several `def` tasks computed in worker threads and kept the interpreter's lock, so the event loop hardly ran.
public final class CpuBoundTaskGil implements Rule {

    /// A single late wake-up says little; ten of them in one run are a pattern.
    private static final int STALLS_TO_MENTION = 10;

    /// From here on people reload the page.
    private static final long LONG_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_STALLS_SHOWN = 5;

    private static final RuleCard CARD = RuleCard.named("cpu-bound-task-gil")
            .severity(Severity.MEDIUM)
            .rank(Rank.CAUSE)
            .title("Tasks that compute in threads starve the event loop")
            .what("Everything gets slow while such tasks run, although they are in worker threads.")
            .why(
                    "CPython runs one thread at a time. Each thread that computes keeps the interpreter's lock for 5 ms, and"
                            + " the event loop stands in the same queue as all of them.")
            .versions("All versions, on CPython with its global lock.")
            .lookAlike("def tasks that wait for a network or a disk: they give the lock back.")
            .fixes(Fix.example(
                    "Let another process do the computing",
                    "    tasks.add_task(render, pages)",
                    "    tasks.add_task(in_process, render, pages)\n\n\nasync def in_process(function, *arguments):\n"
                            + "    await asyncio.get_running_loop().run_in_executor(processes, function, *arguments)"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.TASKS, Sensor.LOOP, Sensor.STACKS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        var code = UserCode.of(trace);
        return Verdict.found(LockHolders.in(trace).stream()
                .filter(each -> each.stalls().size() >= STALLS_TO_MENTION && each.tasksAtOnce() > 1)
                .map(each -> finding(trace, each, code))
                .toList());
    }

    private static Finding finding(Trace trace, LockHolders holders, UserCode code) {
        Task task = holders.task(trace);
        List<Stall> stalls = holders.stalls();
        Stall worst = holders.worst();
        Map<Request, Long> lostNanos = lostNanos(trace, stalls);
        long worstWaitNanos =
                lostNanos.values().stream().mapToLong(Long::longValue).max().orElse(0);
        Optional<Location> place = holders.busiest().frames().reversed().stream()
                .filter(Frame::isUsers)
                .findFirst()
                .map(HeldLoop::locationOf);
        FindingDraft draft = Finding.draft(CARD, headline(holders, task, worstWaitNanos))
                .severity(worstWaitNanos > LONG_WAIT_NANOS ? Severity.HIGH : Severity.MEDIUM)
                .of(task)
                .at(place.or(() -> Optional.ofNullable(task.queuedAt())))
                .during(new TimeRange(
                        stalls.getFirst().when().startNanos(),
                        stalls.stream()
                                .mapToLong(each -> each.when().endNanos())
                                .max()
                                .orElseThrow()))
                .cost(lostNanos.values().stream().mapToLong(Long::longValue).sum())
                .evidence(task.marks().started(), TaskWords.name(task) + " started in a worker thread");
        stalls.stream()
                .sorted(Comparator.comparingLong((Stall each) -> each.when().durationNanos())
                        .reversed())
                .limit(MOST_STALLS_SHOWN)
                .forEach(each -> draft.evidence(
                        each.marks().ended(),
                        "the loop waited " + TimeText.of(each.when().durationNanos()) + " for the lock, "
                                + each.busyThreads().size() + " threads computed"));
        return draft.why(CARD.why() + " Here up to " + worst.busyThreads().size()
                        + " threads computed while the loop waited.")
                .fix(code.function(task.function()).flatMap(each -> OwnThreads.inProcess(code, each)))
                .done();
    }

    private static String headline(LockHolders holders, Task task, long worstWaitNanos) {
        String waited = worstWaitNanos == 0 ? "" : "; a request lost " + TimeText.of(worstWaitNanos);
        return TaskWords.name(task) + ", computing in " + holders.tasksAtOnce() + " tasks at once, kept the event loop"
                + " waiting " + holders.stalls().size() + " times, " + TimeText.of(holders.stalledNanos()) + " in all"
                + waited;
    }

    private static Map<Request, Long> lostNanos(Trace trace, List<Stall> stalls) {
        var waiters = new Waiters(trace);
        Map<Request, Long> lost = new HashMap<>();
        for (Stall each : new ArrayList<>(stalls)) {
            waiters.during(each.when(), each.process(), Trace.NONE)
                    .forEach(request -> lost.merge(request, waiters.lostNanos(request, each.when()), Long::sum));
        }
        return lost;
    }
}
