package taskscope.view.inspector;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Evidence;
import taskscope.diagnosis.Finding;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// What the inspector shows: a finding, an event, a thing, or several of them that belong together.
///
/// `event` is [Trace#NONE] where no event is meant.
public record Subject(@Nullable Finding finding, int event, @Nullable Thing thing) {

    public static final Subject NOTHING = new Subject(null, Trace.NONE, null);

    /// The finding's own evidence and that of the findings it explains, in the order of time.
    public static List<Evidence> evidence(Finding finding) {
        return Stream.concat(
                        finding.evidence().stream(),
                        finding.folded().stream().flatMap(each -> each.evidence().stream()))
                .distinct()
                .sorted(Comparator.comparingInt(Evidence::event))
                .toList();
    }

    /// The event to look at first: the last of the finding's own evidence, where it all ends.
    public static int keyEvent(Finding finding) {
        return finding.evidence().stream().mapToInt(Evidence::event).max().orElse(Trace.NONE);
    }
}
