package taskscope.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/// Where a command reads and writes, and the directory that relative paths start from.
public record Console(InputStream in, PrintStream out, PrintStream err, Path directory) {}
