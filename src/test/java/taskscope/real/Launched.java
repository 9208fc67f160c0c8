package taskscope.real;

import java.nio.file.Path;
import java.util.List;
import taskscope.cli.Console;
import taskscope.cli.RecordCommand;

/// `taskscope record` in a process of its own, so that it can be sent signals.
final class Launched {

    private Launched() {}

    public static void main(String[] arguments) {
        var console = new Console(System.in, System.out, System.err, Path.of("").toAbsolutePath());
        System.exit(new RecordCommand().run(List.of(arguments), console));
    }
}
