package taskscope.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import taskscope.cli.CheckCommand;
import taskscope.cli.Command;
import taskscope.cli.CommandLine;
import taskscope.cli.Console;
import taskscope.cli.ExplainCommand;
import taskscope.cli.GenerateCommand;
import taskscope.cli.RecordCommand;
import taskscope.cli.RulesCommand;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.rules.Rules;

/// Where everything starts: a command of the command line, or the window on the files that were named.
///
/// Not an `Application`: then Java would start JavaFX before us, and a machine without a display would get a stack
/// trace instead of a report.
public final class Main {

    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = run(List.of(arguments), Console.ofThisProcess());
        // Daemon threads of JavaFX and of load jobs would keep nothing alive, but an exit code needs an exit.
        System.exit(exitCode);
    }

    static int run(List<String> arguments, Console console) {
        List<Rule> rules = Rules.all();
        var commands = new CommandLine(commands(rules));
        if (!arguments.isEmpty() && commands.isForUs(arguments.getFirst(), console.directory())) {
            return commands.run(arguments, console);
        }
        try {
            List<Path> files =
                    arguments.stream().map(console.directory()::resolve).toList();
            return new WindowStart(rules, SampleDirectory.find()).run(files);
        } catch (WindowStart.NoDisplay none) {
            console.err()
                    .println("taskscope: the window cannot open here (" + none.getMessage()
                            + "), so this is what taskscope check says:");
            return commands.run(check(arguments), console);
        } catch (InvalidPathException broken) {
            console.err()
                    .println("taskscope: " + broken.getReason() + " in the name of a file; start it with a UTF-8"
                            + " locale, such as LC_ALL=C.UTF-8.");
            return WRONG_USE;
        }
    }

    private static List<Command> commands(List<Rule> rules) {
        return List.of(
                new CheckCommand(rules),
                new RecordCommand(),
                new RulesCommand(rules),
                new ExplainCommand(rules),
                new GenerateCommand());
    }

    /// The files that were named, else the sample that a bare start would offer first.
    private static List<String> check(List<String> arguments) {
        List<String> check = new ArrayList<>(List.of("check"));
        check.addAll(arguments);
        if (arguments.isEmpty()) {
            SampleDirectory.first().ifPresent(sample -> check.add(sample.toString()));
        }
        return check;
    }
}
