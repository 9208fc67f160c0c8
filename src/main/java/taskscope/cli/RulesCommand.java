package taskscope.cli;

import java.util.List;
import java.util.Locale;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.text.VisibleText;

/// `taskscope rules`: every rule with its severity and its title.
public final class RulesCommand implements Command {

    private static final String USAGE = """
            usage: taskscope rules

            Lists every rule: its severity, its id and what it is about. taskscope explain RULE tells one in full.
            """;

    private final List<Rule> rules;

    public RulesCommand(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String summary() {
        return "lists every fault that Taskscope looks for";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            console.out().print(USAGE);
            return 0;
        }
        if (!arguments.isEmpty()) {
            console.err()
                    .println("taskscope rules: it takes no arguments, and was given "
                            + VisibleText.line(arguments.getFirst())
                            + "; taskscope explain RULE tells one rule in full.");
            return 2;
        }
        int widest =
                rules.stream().mapToInt(each -> each.card().id().length()).max().orElse(1);
        for (Rule rule : rules) {
            RuleCard card = rule.card();
            console.out()
                    .println(("%-6s  %-" + widest + "s  %s")
                            .formatted(card.severity().name().toLowerCase(Locale.ROOT), card.id(), card.title()));
        }
        return 0;
    }
}
