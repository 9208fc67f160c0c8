package taskscope.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The file that a run is written to.
public record RecordingFile(Path path) {

    /// The longest header that is compared; its run id stands at the very start.
    private static final int HEADER_CHARACTERS = 200;

    /// The start of the first line, which names the run; `""` while there is none.
    public String header() {
        try (InputStream bytes = Files.newInputStream(path);
                InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            var start = new char[HEADER_CHARACTERS];
            int length = reader.read(start);
            return length <= 0 ? "" : new String(start, 0, length);
        } catch (IOException noRecording) {
            return "";
        }
    }

    /// What the names of all files begin with, where the recording goes on in later ones: `trace`.
    public Path beginning() {
        return new RecordingParts(path).beginning();
    }

    /// How all of their names end: `.jsonl`.
    public String ending() {
        return new RecordingParts(path).ending();
    }
}
