package taskscope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.RuleCard;

/// A rule in full, as Markdown for the site and as plain lines for the command line.
public final class RulePage {

    private RulePage() {}

    /// The card as Markdown, followed by the cases of its casebook.
    public static String markdown(RuleCard card, String cases) {
        return "# " + card.title() + "\n\n`" + card.id() + "` · severity " + lower(card.severity()) + " · "
                + lower(card.rank()) + "\n\n" + card.what() + "\n\n**Why.** " + card.why() + "\n\n**Versions.** "
                + card.versions() + "\n\n**Not this.** " + card.lookAlike() + "\n\n## How to fix it\n\n"
                + String.join("\n", card.fixes().stream().map(RulePage::fix).toList())
                + "\n# Cases\n\nThese cases are tests: a tiny trace in trace script, and what the rule says of it.\n\n"
                + cases.strip() + "\n";
    }

    private static String fix(Fix fix) {
        return fix.title() + ":\n\n```diff\n" + prefixed("- ", fix.before()) + prefixed("+ ", fix.after()) + "```\n";
    }

    private static String prefixed(String prefix, String code) {
        StringBuilder lines = new StringBuilder();
        code.lines()
                .forEach(line -> lines.append((prefix + line).stripTrailing()).append('\n'));
        return lines.toString();
    }

    /// The card for a terminal.
    public static List<String> lines(RuleCard card) {
        List<String> lines = new ArrayList<>(List.of(
                card.id() + "  (" + lower(card.severity()) + ", " + lower(card.rank()) + ")",
                card.title(),
                "",
                "What you see:  " + card.what(),
                "Why:           " + card.why(),
                "Versions:      " + card.versions(),
                "Not this:      " + card.lookAlike()));
        for (Fix fix : card.fixes()) {
            lines.add("");
            lines.add("Fix:           " + fix.title());
            prefixed("  - ", fix.before()).lines().forEach(lines::add);
            prefixed("  + ", fix.after()).lines().forEach(lines::add);
        }
        return lines;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
