package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Trace;

/// Asks every rule, keeps apart those that throw, and hands the findings on for folding.
final class DiagnosisRun {

    /// Below this many events all rules together take a few milliseconds, less than starting threads for them.
    private static final int EVENTS_FOR_SEVERAL_THREADS = 50_000;

    /// What one rule said; the verdict is missing where it threw.
    private record Answer(String ruleId, @Nullable Verdict verdict, String fault) {}

    private final List<Finding> found = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();
    private final List<Diagnosis.NotJudged> notJudged = new ArrayList<>();
    private final List<Diagnosis.Broken> broken = new ArrayList<>();

    static Diagnosis of(Trace trace, List<Rule> rules) {
        var run = new DiagnosisRun();
        boolean isLarge = trace.events().count() >= EVENTS_FOR_SEVERAL_THREADS;
        Stream<Rule> all = isLarge ? rules.parallelStream() : rules.stream();
        all.map(rule -> ask(rule, trace)).toList().forEach(run::take);
        var ranks = rules.stream()
                .collect(Collectors.toMap(
                        rule -> rule.card().id(), rule -> rule.card().rank(), (first, _) -> first));
        return new Diagnosis(new Folding(trace, ranks).folded(run.found), run.passed, run.notJudged, run.broken);
    }

    private static Answer ask(Rule rule, Trace trace) {
        String id = rule.card().id();
        try {
            return new Answer(id, rule.examine(trace), "");
        } catch (RuntimeException fault) {
            return new Answer(id, null, fault.toString());
        }
    }

    private void take(Answer answer) {
        switch (answer.verdict()) {
            case null -> broken.add(new Diagnosis.Broken(answer.ruleId(), answer.fault()));
            case Verdict.Found(var findings) -> found.addAll(findings);
            case Verdict.Clear _ -> passed.add(answer.ruleId());
            case Verdict.CannotTell(var missing, var next) ->
                notJudged.add(new Diagnosis.NotJudged(answer.ruleId(), missing, next));
        }
    }
}
