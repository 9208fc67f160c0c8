package taskscope.view.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.report.FindingText;
import taskscope.time.TimeText;
import taskscope.trace.Trace;
import taskscope.view.workbench.LoadedTrace;

/// What the findings pane shows; knows no controls.
public final class FindingsModel {

    /// What is shown of one diagnosis: its cards, the rules that could not judge or broke, and how many were clear;
    /// `note` says what the recording lacks, `""` for nothing.
    public record Shown(List<FindingCard> cards, List<Unjudged> unjudged, int passedCount, String note) {

        static final Shown NOTHING = new Shown(List.of(), List.of(), 0, "");

        public Shown {
            unjudged = List.copyOf(unjudged);
        }

        /// One sentence for when there are no cards; never a bare "everything is fine".
        public String withoutFindings() {
            String checked =
                    passedCount == 1 ? "1 rule checked, it passed." : passedCount + " rules checked, all passed.";
            return unjudged.isEmpty() ? checked : checked + " " + unjudged.size() + " not judged, see below.";
        }
    }

    /// A rule without a verdict, and why; `recordWith` is what to switch on next time, `""` where that does not help.
    public record Unjudged(String title, String why, String recordWith) {}

    private final Map<String, RuleCard> rules;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);

    public FindingsModel(List<Rule> rules) {
        this.rules = rules.stream().map(Rule::card).collect(Collectors.toMap(RuleCard::id, Function.identity()));
    }

    public ReadOnlyObjectProperty<Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    public void show(LoadedTrace loaded) {
        Diagnosis diagnosis = loaded.diagnosis();
        var unjudged = new ArrayList<Unjudged>();
        diagnosis
                .notJudged()
                .forEach(each -> unjudged.add(new Unjudged(title(each.ruleId()), each.why(), each.recordWith())));
        diagnosis
                .broken()
                .forEach(each ->
                        unjudged.add(new Unjudged(title(each.ruleId()), "Could not be judged (internal error).", "")));
        shown.set(new Shown(
                new Cards(diagnosis.findings(), each -> card(loaded.trace(), each)),
                unjudged,
                diagnosis.passed().size(),
                loaded.trace().tasks().isEmpty()
                        ? withoutTasks(loaded.trace().requests().size())
                        : ""));
    }

    private static String withoutTasks(int requestCount) {
        return requestCount + (requestCount == 1 ? " request" : " requests")
                + ", no background tasks. Nothing called `add_task` in this recording.";
    }

    private FindingCard card(Trace trace, Finding finding) {
        FindingText text = FindingText.of(trace, finding);
        return new FindingCard(
                finding,
                title(finding.ruleId()),
                text.headline(),
                text.clientSaw(),
                finding.costNanos() > 0 ? "others lost " + TimeText.of(finding.costNanos()) : "",
                finding.folded().stream().map(each -> card(trace, each)).toList());
    }

    private String title(String ruleId) {
        RuleCard card = rules.get(ruleId);
        return card == null ? ruleId : card.title();
    }
}
