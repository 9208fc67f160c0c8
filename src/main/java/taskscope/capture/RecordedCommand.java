package taskscope.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What to record: the user's command, the Python that runs it, the file to write and the recorder's own options, word
/// by
/// word (`--sensor`, `loop=on`). `file` is absolute.
public record RecordedCommand(
        Interpreter python, Path file, List<String> options, List<String> command, Path directory) {

    public RecordedCommand {
        options = List.copyOf(options);
        command = List.copyOf(command);
    }

    /// The recorder in front of the command, started by its path, so that nothing is installed.
    List<String> words(Path recorder) {
        var words = new ArrayList<String>();
        words.addAll(List.of(python.program(), recorder.toString(), "-o", file.toString()));
        words.addAll(options);
        words.add("--");
        words.addAll(command);
        return words;
    }
}
