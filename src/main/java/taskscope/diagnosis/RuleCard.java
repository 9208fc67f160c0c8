package taskscope.diagnosis;

import java.util.List;

/// What a person reads about a rule. The id is a contract: recordings, tests and links name it.
///
/// `severity` is the usual one; a finding states its own. `versions` says on which versions the fault shows and how it
/// differs; `lookAlike` names the healthy application that must stay quiet.
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

    public static Draft named(String id) {
        return new Draft(id);
    }

    /// A card in the making; the fixes are the last to come.
    public static final class Draft {

        private final String id;
        private Severity severity = Severity.HIGH;
        private Rank rank = Rank.CAUSE;
        private String title = "";
        private String what = "";
        private String why = "";
        private String versions = "";
        private String lookAlike = "";

        private Draft(String id) {
            this.id = id;
        }

        public Draft severity(Severity usual) {
            severity = usual;
            return this;
        }

        public Draft rank(Rank kind) {
            rank = kind;
            return this;
        }

        public Draft title(String text) {
            title = text;
            return this;
        }

        /// What the user and the client see.
        public Draft what(String text) {
            what = text;
            return this;
        }

        public Draft why(String text) {
            why = text;
            return this;
        }

        /// On which versions the fault shows, and how it differs between them.
        public Draft versions(String text) {
            versions = text;
            return this;
        }

        /// The healthy application that must stay quiet.
        public Draft lookAlike(String text) {
            lookAlike = text;
            return this;
        }

        public RuleCard fixes(Fix... preferredFirst) {
            return new RuleCard(id, severity, rank, title, what, why, versions, lookAlike, List.of(preferredFirst));
        }
    }
}
