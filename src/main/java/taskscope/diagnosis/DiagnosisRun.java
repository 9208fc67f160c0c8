package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Trace;

/// Asks every rule, keeps apart those that throw, and hands the findings on for folding.
final class DiagnosisRun {

    private final List<Finding> found = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();
    private final List<Diagnosis.NotJudged> notJudged = new ArrayList<>();
    private final List<Diagnosis.Broken> broken = new ArrayList<>();

    static Diagnosis of(Trace trace, List<Rule> rules) {
        var run = new DiagnosisRun();
        rules.forEach(rule -> run.ask(rule, trace));
        return new Diagnosis(run.found, run.passed, run.notJudged, run.broken);
    }

    private void ask(Rule rule, Trace trace) {
        String id = rule.card().id();
        try {
            switch (rule.examine(trace)) {
                case Verdict.Found(var findings) -> found.addAll(findings);
                case Verdict.Clear _ -> passed.add(id);
                case Verdict.CannotTell(var missing, var next) ->
                    notJudged.add(new Diagnosis.NotJudged(id, missing, next));
            }
        } catch (RuntimeException fault) {
            broken.add(new Diagnosis.Broken(id, fault.toString()));
        }
    }
}
