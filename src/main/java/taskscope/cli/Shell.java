package taskscope.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Words that can be pasted into a shell.
final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    private Shell() {}

    static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
