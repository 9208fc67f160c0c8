package taskscope.diagnosis;

import java.util.List;

/// What a person reads about a rule. The id is a contract: recordings, tests and links name it.
///
/// `severity` is the usual one; a finding states its own. `versions` says on which versions the fault shows and how it
/// differs; `lookAlike` names the healthy application that must stay quiet; `needs` are the sensors without which the
/// rule cannot tell.
public record RuleCard(
        String id,
        Severity severity,
        Rank rank,
        String title,
        String what,
        String why,
        String versions,
        String lookAlike,
        List<Fix> fixes) {

    public RuleCard {
        if (id.isBlank()
                || title.isBlank()
                || what.isBlank()
                || why.isBlank()
                || versions.isBlank()
                || lookAlike.isBlank()) {
            throw new IllegalArgumentException("a card with a blank part: " + id);
        }
        if (fixes.isEmpty()) {
            throw new IllegalArgumentException("a card without a fix: " + id);
        }
        fixes = List.copyOf(fixes);
    }
}
