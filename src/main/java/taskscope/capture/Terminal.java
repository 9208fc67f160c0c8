package taskscope.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The terminal that this process was started in, if any.
final class Terminal {

    private static final Path OWN_STATE = Path.of("/proc/self/stat");

    // Behind the program's name, which stands in brackets and may hold anything: state, parent, process group,
    // session, terminal, foreground group of the terminal.
    private static final Pattern GROUPS =
            Pattern.compile(".*\\) \\S \\d+ (-?\\d+) -?\\d+ -?\\d+ (-?\\d+) .*", Pattern.DOTALL);

    private Terminal() {}

    /// Whether Ctrl-C in the terminal reaches this process, and so every program that it started.
    static boolean sendsCtrlCToUs() {
        try {
            var groups = GROUPS.matcher(Files.readString(OWN_STATE));
            return groups.matches() && groups.group(1).equals(groups.group(2));
        } catch (IOException notLinux) {
            return false;
        }
    }
}
