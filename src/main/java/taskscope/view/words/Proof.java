package taskscope.view.words;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import taskscope.diagnosis.Evidence;
import taskscope.diagnosis.Finding;
import taskscope.trace.Trace;

/// The evidence of a finding in the order of time.
public final class Proof {

    private Proof() {}

    /// What proves the finding itself.
    public static List<Evidence> of(Finding finding) {
        return sorted(finding.evidence().stream());
    }

    /// What proves it and the findings that it explains.
    public static List<Evidence> ofFamily(Finding finding) {
        return sorted(Stream.concat(
                finding.evidence().stream(), finding.folded().stream().flatMap(each -> each.evidence().stream())));
    }

    /// The event to look at first: the last of the finding's own evidence, where it all ends.
    public static int keyEvent(Finding finding) {
        return finding.evidence().stream().mapToInt(Evidence::event).max().orElse(Trace.NONE);
    }

    private static List<Evidence> sorted(Stream<Evidence> evidence) {
        return evidence.distinct()
                .sorted(Comparator.comparingInt(Evidence::event))
                .toList();
    }
}
