package taskscope.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import taskscope.cli.CommandLine;
import taskscope.cli.Console;

/// What the image's training run does before it opens the window, so that the commands are in the cache of classes too.
final class Rehearsal {

    /// Set while the image is built; the window closes by itself then.
    static final String PROPERTY = "taskscope.rehearsal";

    private Rehearsal() {}

    static boolean isOn() {
        return Boolean.getBoolean(PROPERTY);
    }

    static void of(CommandLine commands, List<String> files, Path directory) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var console = new Console(InputStream.nullInputStream(), nowhere, nowhere, directory);
        for (String file : files) {
            commands.run(List.of("check", file), console);
            commands.run(List.of("check", "--format", "json", file), console);
        }
        commands.run(List.of("rules"), console);
        commands.run(List.of("explain", "blocking-call-in-async-task"), console);
        commands.run(List.of("--help"), console);
    }
}
