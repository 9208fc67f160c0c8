package taskscope.recording;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the bytes of a recording come from. `name` is what people call it; `byteCount` is 0 where nobody knows.
public record RecordingSource(String name, Path path, long byteCount, Opening opening) {

    /// Opens the bytes, at most once.
    public interface Opening {
        InputStream open() throws IOException;
    }

    public static RecordingSource file(Path path) {
        return new RecordingSource(path.toString(), path, sizeOf(path), () -> Files.newInputStream(path));
    }

    /// Standard input, which stays open.
    public static RecordingSource standardInput(InputStream in) {
        return new RecordingSource("standard input", Path.of("-"), 0, () -> new FilterInputStream(in) {
            @Override
            public void close() {}
        });
    }

    /// A recording in memory, line by line.
    public static RecordingSource lines(String name, List<String> lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return new RecordingSource(name, Path.of(name), bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static long sizeOf(Path path) {
        try {
            return Files.size(path);
        } catch (IOException unreadable) {
            // Opening it says why.
            return 0;
        }
    }
}
