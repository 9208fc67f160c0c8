package taskscope.view.inspector;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Finding;
import taskscope.timeline.Selection;
import taskscope.trace.Thing;
import taskscope.trace.Trace;
import taskscope.view.words.Proof;
import taskscope.view.workbench.LoadedTrace;

/// From the selection to what the inspector shows: whatever is picked, the finding that tells about it comes along.
record SubjectFinder(LoadedTrace loaded) {

    /// `before` is what is shown now: a step along the evidence of a finding stays with that finding.
    Subject find(Selection selection, Subject before) {
        return switch (selection) {
            case Selection.Nothing() -> Subject.NOTHING;
            case Selection.OneFinding(var finding) -> new Subject(finding, Proof.keyEvent(finding), null);
            case Selection.OneEvent(var event) -> event(event, before.finding());
            case Selection.OneThing(var thing) -> new Subject(about(thing).orElse(null), Trace.NONE, thing);
            case Selection.Range _ -> Subject.NOTHING;
        };
    }

    private Subject event(int event, @Nullable Finding shown) {
        if (shown != null && points(shown, event)) {
            return new Subject(shown, event, null);
        }
        return new Subject(first(each -> points(each, event)).orElse(null), event, null);
    }

    private static boolean points(Finding finding, int event) {
        return family(finding).anyMatch(one -> one.evidence().stream().anyMatch(each -> each.event() == event));
    }

    private Optional<Finding> about(Thing thing) {
        int id = thing.id();
        return switch (thing.kind()) {
            case TASK -> first(each -> family(each).anyMatch(one -> one.task() == id));
            case REQUEST -> first(each -> family(each).anyMatch(one -> one.request() == id));
            case STALL -> first(each -> family(each).anyMatch(one -> one.stall() == id));
            case LOOP, THREAD, THREADS, SESSION, POOL, CHECKOUT, PROCESS -> Optional.empty();
        };
    }

    private static Stream<Finding> family(Finding finding) {
        return Stream.concat(Stream.of(finding), finding.folded().stream());
    }

    private Optional<Finding> first(Predicate<Finding> wanted) {
        List<Finding> findings = loaded.diagnosis().findings();
        return findings.stream().filter(wanted).findFirst();
    }
}
