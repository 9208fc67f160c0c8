package taskscope.diagnosis;

import java.util.List;
import taskscope.trace.Trace;

/// What all rules say of one trace: findings folded and in the order in which to read them; which rules were clear,
/// could not tell, or broke.
public record Diagnosis(List<Finding> findings, List<String> passed, List<NotJudged> notJudged, List<Broken> broken) {

    /// A rule that could not look: what the recording lacks, and what to switch on next time.
    public record NotJudged(String ruleId, String why, String recordWith) {}

    /// A rule that threw instead of giving a verdict.
    public record Broken(String ruleId, String message) {}

    public Diagnosis {
        findings = List.copyOf(findings);
        passed = List.copyOf(passed);
        notJudged = List.copyOf(notJudged);
        broken = List.copyOf(broken);
    }

    public static Diagnosis of(Trace trace, List<Rule> rules) {
        return DiagnosisRun.of(trace, rules);
    }
}
