package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.time.TimeText;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// One task put so many short callbacks on the event loop that nobody else got a turn.
public final class ManySmallCallbacks implements Rule {

    /// As for a single call: under 50 ms nobody notices.
    private static final long LONGEST_POLITE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Pattern GATHER =
            Pattern.compile("(?s)(?<indent>\\s*)await asyncio\\.gather\\(\\*(?<all>.+)\\)");

    private static final RuleCard CARD = RuleCard.named("many-small-callbacks")
            .severity(Severity.MEDIUM)
            .rank(Rank.CAUSE)
            .title("No single call blocks, but the loop never gets free")
            .what("Latency rises, and asyncio's debug mode prints nothing: each callback is short.")
            .why("The event loop runs all that is ready before it looks for anything new. Hundreds of callbacks that"
                    + " become ready together are one long stall for everybody else.")
            .versions("All versions.")
            .lookAlike("Load from many different requests: no single task owns the callbacks.")
            .fixes(Fix.example(
                    "Do the work in small batches, and let others in between",
                    "    await asyncio.gather(*(index(each) for each in items))",
                    "    for each in items:\n        await index(each)\n        await asyncio.sleep(0)"));

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
            if (stall.owner() == Stall.Owner.TASK && stall.when().durationNanos() > LONGEST_POLITE_NANOS) {
                var held = HeldLoop.of(stall);
                if (StallCause.of(held) == StallCause.MANY_CALLBACKS) {
                    ofTask.computeIfAbsent(stall.task(), _ -> new ArrayList<>()).add(held);
                }
            }
        }
        if (ofTask.isEmpty()) {
            return Verdict.found(List.of());
        }
        var code = UserCode.of(trace);
        var waiters = new Waiters(trace);
        return Verdict.found(ofTask.values().stream()
                .map(stalls -> finding(trace, stalls, code, waiters))
                .toList());
    }

    private static Finding finding(Trace trace, List<HeldLoop> stalls, UserCode code, Waiters waiters) {
        HeldLoop worst = stalls.stream()
                .max(Comparator.comparingLong(each -> each.stall().when().durationNanos()))
                .orElseThrow();
        Stall stall = worst.stall();
        Task task = trace.tasks().get(stall.task());
        long lastedNanos = stalls.stream()
                .mapToLong(each -> each.stall().when().durationNanos())
                .sum();
        List<Request> waited = waiters.during(stall.when(), stall.process(), task.request());
        String where = worst.location().map(each -> " of " + each.function()).orElse("");
        return Finding.draft(
                        CARD,
                        TaskWords.name(task) + " kept the event loop busy for " + TimeText.of(lastedNanos)
                                + " with many short callbacks" + where)
                .of(stall)
                .at(worst.location().or(() -> Optional.ofNullable(task.queuedAt())))
                .during(stall.when())
                .cost(waited.stream()
                        .mapToLong(each -> waiters.lostNanos(each, stall.when()))
                        .sum())
                .evidence(task.marks().started(), TaskWords.name(task) + " started")
                .evidence(stall.marks().started(), "the loop was free for the last time")
                .evidence(
                        stall.marks().ended(),
                        "free again after " + TimeText.of(stall.when().durationNanos()) + ": " + worst.looks()
                                + " looks found " + stall.callbacks() + " different callbacks")
                .fix(code.function(task.function()).flatMap(function -> oneByOne(code, function)))
                .done();
    }

    private static Optional<Fix> oneByOne(UserCode code, taskscope.trace.FunctionInfo function) {
        for (int at = 0; at < function.source().size(); at++) {
            if (function.source().get(at).contains("asyncio.gather(")) {
                return code.statement(new taskscope.trace.Location(
                                function.file(), function.line() + at, function.simpleName()))
                        .flatMap(ManySmallCallbacks::oneByOne);
            }
        }
        return Optional.empty();
    }

    private static Optional<Fix> oneByOne(Snippet statement) {
        Matcher gather = GATHER.matcher(statement.text());
        if (!gather.matches()) {
            return Optional.empty();
        }
        String indent = gather.group("indent");
        return Optional.of(statement.replacedBy(
                "Run them one after the other, and let others in between",
                List.of(
                        indent + "for each in " + gather.group("all") + ":",
                        indent + "    await each",
                        indent + "    await asyncio.sleep(0)")));
    }
}
