package taskscope.cli;

import java.nio.file.Path;
import java.util.List;

/// One command in a process of its own, for tests that send it signals.
final class Launched {

    private Launched() {}

    public static void main(String[] arguments) {
        var console = new Console(System.in, System.out, System.err, Path.of("").toAbsolutePath());
        System.exit(new RecordCommand().run(List.of(arguments), console));
    }
}
