package taskscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Our own log: what went wrong inside Taskscope, for a report. Nothing of it is shown, nothing is sent.
final class LogFile {

    private static final int LARGEST_BYTES = 1_000_000;
    private static final int MOST_FILES = 3;

    private LogFile() {}

    /// From now on the log goes to files in the directory; where it cannot be written there is none.
    static void in(Path directory) {
        Logger root = Logger.getLogger("");
        for (Handler each : root.getHandlers()) {
            if (each instanceof ConsoleHandler) {
                root.removeHandler(each);
            }
        }
        try {
            Files.createDirectories(directory);
            String pattern = directory.resolve("taskscope.%g.log").toString();
            var handler = new FileHandler(pattern, LARGEST_BYTES, MOST_FILES, true);
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.INFO);
            root.addHandler(handler);
        } catch (IOException failure) {
            // A read-only home is no reason not to look at a recording.
            Logger.getLogger(LogFile.class.getName()).log(Level.WARNING, "no log in " + directory, failure);
        }
    }
}
