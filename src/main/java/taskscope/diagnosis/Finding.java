package taskscope.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.time.TimeRange;
import taskscope.trace.Location;

/// One fault found, once, and the evidence for it.
///
/// `headline` has the numbers; `why` says why it happened on this version and with this scope. `task`, `request` and
/// `stall` are indexes into the trace's lists, `Trace.NONE` where none is meant; findings that share one of them are a
/// group. `costNanos` is the time lost by others. `fixes` has the preferred one first; `folded` are the findings that
/// this one explains.
public record Finding(
        String ruleId,
        Severity severity,
        String headline,
        String why,
        int process,
        int task,
        int request,
        int stall,
        @Nullable Location location,
        TimeRange when,
        long costNanos,
        List<Evidence> evidence,
        List<Fix> fixes,
        List<Finding> folded) {

    public Finding {
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException(ruleId + " reported a finding without evidence");
        }
        evidence = List.copyOf(evidence);
        fixes = List.copyOf(fixes);
        folded = List.copyOf(folded);
    }

    /// A finding of a rule that has yet to get its particulars.
    public static FindingDraft draft(RuleCard card, String headline) {
        return new FindingDraft(card, headline);
    }

    public Finding withFolded(List<Finding> explained) {
        return new Finding(
                ruleId, severity, headline, why, process, task, request, stall, location, when, costNanos, evidence,
                fixes, explained);
    }
}
