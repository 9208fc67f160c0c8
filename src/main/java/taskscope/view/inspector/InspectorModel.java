package taskscope.view.inspector;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Evidence;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.view.words.Proof;
import taskscope.view.workbench.Workbench;

/// What the inspector shows of the selection; knows no controls.
public final class InspectorModel {

    private final Workbench workbench;
    private final Map<String, RuleCard> rules;
    private final ReadOnlyObjectWrapper<Subject> subject = new ReadOnlyObjectWrapper<>(Subject.NOTHING);

    public InspectorModel(Workbench workbench, List<Rule> rules) {
        this.workbench = workbench;
        this.rules = rules.stream().map(Rule::card).collect(Collectors.toMap(RuleCard::id, Function.identity()));
        workbench
                .selection()
                .subscribe(selection -> subject.set(workbench
                        .current()
                        .map(loaded -> new SubjectFinder(loaded).find(selection, subject.get()))
                        .orElse(Subject.NOTHING)));
    }

    public ReadOnlyObjectProperty<Subject> subject() {
        return subject.getReadOnlyProperty();
    }

    public Workbench workbench() {
        return workbench;
    }

    public String title(String ruleId) {
        RuleCard card = rules.get(ruleId);
        return card == null ? ruleId : card.title();
    }

    public @Nullable RuleCard card(String ruleId) {
        return rules.get(ruleId);
    }

    public static List<Evidence> evidence(Subject subject) {
        return subject.finding() == null ? List.of() : Proof.ofFamily(subject.finding());
    }
}
