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
record RecordingSource(String name, boolean isFile, long byteCount, Opening opening) {

    /// Opens the bytes, at most once.
    interface Opening {
        InputStream open() throws IOException;
    }

    static RecordingSource file(Path path) {
        return new RecordingSource(path.toString(), true, sizeOf(path), () -> Files.newInputStream(path));
    }

    /// A stream, which stays open.
    static RecordingSource stream(String name, InputStream in) {
        return new RecordingSource(name, false, 0, () -> new FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int start, int length) throws IOException {
                return in.read(bytes, start, length);
            }

            @Override
            public void close() {}
        });
    }

    static RecordingSource lines(List<String> lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return new RecordingSource("lines", false, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    Path path() {
        return Path.of(name);
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
