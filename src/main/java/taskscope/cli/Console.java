package taskscope.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/// Where a command reads and writes, and the directory that relative paths start from.
public record Console(InputStream in, PrintStream out, PrintStream err, Path directory) {

    /// The streams and the working directory that the process was started with.
    public static Console ofThisProcess() {
        return new Console(System.in, System.out, System.err, Path.of("").toAbsolutePath());
    }
}
