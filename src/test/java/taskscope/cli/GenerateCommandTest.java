package taskscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import taskscope.recording.LoadProgress;
import taskscope.recording.RecordingReader;

class GenerateCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"day.jsonl", "day.jsonl.gz"})
    void aRecordingIsWritten(String name) {
        assertEquals(0, run("--events", "2k", "--seed", "3", "-o", name));
        var loaded = RecordingReader.read(List.of(directory.resolve(name)), LoadProgress.UNWATCHED);
        int count = loaded.reports().getFirst().trace().events().count();
        assertTrue(count >= 2_000);
        assertEquals(String.format("Wrote %,d events to %s.\n", count, name), said());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --events many -o x | taskscope generate: --events needs a number, such as 5000, 100k or 2M, and not 'many'
            --events 5         | taskscope generate: name a file with -o FILE
            -o x y             | taskscope generate: unknown argument y
            """)
    void wrongUseIsOneSentence(String arguments, String sentence) {
        assertEquals(2, run(arguments.split(" ", -1)));
        assertEquals(sentence + "; see 'taskscope generate --help'\n", said());
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsTold() throws IOException {
        Files.createDirectory(directory.resolve("taken"));
        assertEquals(2, run("-o", "taken"));
        assertTrue(said().startsWith("taskscope generate: cannot write " + directory.resolve("taken")));
    }

    private int run(String... arguments) {
        var console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                directory);
        return new GenerateCommand().run(List.of(arguments), console);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
