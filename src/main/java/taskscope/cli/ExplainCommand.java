package taskscope.cli;

import java.util.List;
import java.util.Optional;
import taskscope.diagnosis.Rule;
import taskscope.report.RulePage;
import taskscope.text.VisibleText;

/// `taskscope explain RULE`: one rule in full.
public final class ExplainCommand implements Command {

    private static final String USAGE = """
            usage: taskscope explain RULE

            Tells one rule in full: what one sees, why it happens, on which versions, how to mend it, and which healthy
            application looks like it. taskscope rules lists the rules.
            """;

    private final List<Rule> rules;

    public ExplainCommand(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "tells one rule in full";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            console.out().print(USAGE);
            return 0;
        }
        if (arguments.size() != 1) {
            console.err().println("taskscope explain: it takes the id of one rule; taskscope rules lists them.");
            return 2;
        }
        String id = arguments.getFirst();
        Optional<Rule> rule =
                rules.stream().filter(each -> each.card().id().equals(id)).findFirst();
        rule.ifPresentOrElse(
                found -> RulePage.lines(found.card()).forEach(console.out()::println), () -> refuse(id, console));
        return rule.isPresent() ? 0 : 2;
    }

    private void refuse(String id, Console console) {
        String meant = Nearest.to(
                        id, rules.stream().map(each -> each.card().id()).toList())
                .map(name -> "did you mean " + name + "?")
                .orElse("taskscope rules lists them.");
        console.err().println("taskscope explain: there is no rule " + VisibleText.line(id) + "; " + meant);
    }
}
