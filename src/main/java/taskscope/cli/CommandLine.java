package taskscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import taskscope.text.VisibleText;

/// Finds the command that was asked for and runs it; answers `--help` and `--version` by itself.
public final class CommandLine {

    private static final int WRONG_USE = 2;

    private static final Pattern PLAIN_WORD = Pattern.compile("[a-z]+");

    private final List<Command> commands;

    public CommandLine(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    /// Whether the first word of a command line is for us; else it is a file to open in the window. A plain word that
    /// names no file is a command with a slip in it.
    public boolean isForUs(String word, Path directory) {
        return word.startsWith("-")
                || find(word).isPresent()
                || (PLAIN_WORD.matcher(word).matches() && Files.notExists(directory.resolve(word)));
    }

    public int run(List<String> arguments, Console console) {
        String word = arguments.isEmpty() ? "--help" : arguments.getFirst();
        return switch (word) {
            case "--help", "-h" -> help(console);
            case "--version" -> version(console);
            default -> runCommand(word, arguments.subList(1, arguments.size()), console);
        };
    }

    private int runCommand(String word, List<String> arguments, Console console) {
        Optional<Command> command = find(word);
        if (command.isEmpty()) {
            return refuse(word, console);
        }
        boolean asksForVersion = !arguments.isEmpty() && arguments.getFirst().equals("--version");
        return asksForVersion ? version(console) : command.get().run(arguments, console);
    }

    private Optional<Command> find(String word) {
        return commands.stream().filter(each -> each.name().equals(word)).findFirst();
    }

    private int refuse(String word, Console console) {
        String what = word.startsWith("-") ? "option" : "command";
        String meant = Nearest.to(word, commands.stream().map(Command::name).toList())
                .map(name -> "did you mean " + name + "?")
                .orElse("taskscope --help lists what there is.");
        console.err().println("taskscope: there is no " + what + " " + VisibleText.line(word) + "; " + meant);
        return WRONG_USE;
    }

    private int help(Console console) {
        console.out().println("usage: taskscope [FILE...]               opens the window");
        console.out().println("       taskscope COMMAND [OPTION...]     see taskscope COMMAND --help");
        console.out().println();
        commands.forEach(each -> console.out().println("  %-10s  %s".formatted(each.name(), each.summary())));
        console.out().println();
        console.out().println("  --help      says this");
        console.out().println("  --version   says which version this is");
        return 0;
    }

    private static int version(Console console) {
        console.out().println("taskscope " + ProductVersion.TEXT);
        return 0;
    }
}
