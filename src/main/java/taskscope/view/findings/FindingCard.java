package taskscope.view.findings;

import java.util.List;
import taskscope.diagnosis.Finding;

/// What one card says: the rule's title, the headline with its numbers, and what it cost others (`""` for nothing), and
/// what the client saw;
/// `folded` are the cards of the findings that this one explains.
public record FindingCard(
        Finding finding, String title, String headline, String clientSaw, String cost, List<FindingCard> folded) {

    public FindingCard {
        folded = List.copyOf(folded);
    }
}
