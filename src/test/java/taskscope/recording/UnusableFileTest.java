package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file that is no recording is one sentence: what, where, what next.
class UnusableFileTest {

    private static final String READABLE =
            ": Taskscope reads the .jsonl, .jsonl.gz and .jsonl.zst files that 'taskscope record' writes.";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Dear all                       | something else, which begins with 'Dear all'
            [1, 2]                         | JSON of another kind, which begins with '[1, 2]'
            {"level":"info"}               | JSON of another kind, which begins with '{"level":"info"}'
            {"traceEvents":[]}             | a Chrome trace
            [{"ph":"X","ts":1}]            | a Chrome trace
            {"resourceSpans":[]}           | OpenTelemetry spans
            Traceback (most recent call last): | a log with a Python traceback
            """)
    void aFileOfAnotherKindIsNamed(String content, String kind) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), content);
        assertEquals(file + " is not a recording but " + kind + READABLE, sentence(file));
    }

    @Test
    void itsBeginningIsShownAndCannotControlATerminal() throws IOException {
        Path file = Files.writeString(directory.resolve("evil"), "\u001b]0;owned\u0007\u202e" + "x".repeat(500));
        assertEquals(
                file + " is not a recording but something else, which begins with '\\x1b]0;owned\\x07\\u202e"
                        + "x".repeat(67) + "...'" + READABLE,
                sentence(file));
    }

    @Test
    void anEmptyFileIsToldOf() throws IOException {
        Path file = Files.createFile(directory.resolve("empty.jsonl"));
        assertEquals(file + " is empty: record one with 'taskscope record -- uvicorn app:app'.", sentence(file));
    }

    @Test
    void aDirectoryIsToldOf() {
        assertEquals(directory + " is a directory: name a recording in it, such as trace.jsonl.", sentence(directory));
    }

    @Test
    void aFileThatIsNotThereIsToldOf() {
        Path file = directory.resolve("none.jsonl");
        assertEquals(
                file + " does not exist: check the path, or record one with 'taskscope record -- uvicorn app:app'.",
                sentence(file));
    }

    @Test
    void aFileThatMayNotBeReadIsToldOf() throws IOException {
        Path file = Files.writeString(directory.resolve("secret.jsonl"), Recordings.HEADER);
        assumeFalse(!file.toFile().setReadable(false) || Files.isReadable(file), "root may read everything");
        assertEquals(file + " may not be read: give yourself permission to read it.", sentence(file));
    }

    @Test
    void aGoodFileAmongBadOnesIsRead() throws IOException {
        Path good = Files.write(directory.resolve("good.jsonl"), Recordings.recording());
        Path bad = Files.writeString(directory.resolve("bad.jsonl"), "no");
        Loaded loaded = RecordingReader.read(List.of(bad, good), LoadProgress.UNWATCHED);
        assertEquals(
                List.of(List.of(good)),
                loaded.reports().stream().map(LoadReport::files).toList());
        assertEquals(1, loaded.unusable().size());
    }

    private static String sentence(Path file) {
        Loaded loaded = RecordingReader.read(List.of(file), LoadProgress.UNWATCHED);
        assertEquals(List.of(), loaded.reports());
        String sentence = loaded.unusable().getFirst().sentence();
        assertFalse(sentence.contains("\n"));
        return sentence;
    }
}
