package taskscope.cli;

import java.util.List;

/// One subcommand, such as `check`.
public interface Command {

    /// What is typed: `check`.
    String name();

    /// One line for `--help`, without a full stop.
    String summary();

    /// Runs with the arguments after the name, and gives the exit code: 0 fine, 1 findings at or above the asked
    /// severity, 2 wrong use or unusable input, said in one sentence on `console.err()`.
    int run(List<String> arguments, Console console);
}
