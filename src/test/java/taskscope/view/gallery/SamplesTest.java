package taskscope.view.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

    @TempDir
    Path directory;

    @Test
    void recordingsOfOneScenarioAreOneTileWithTheBrokenOnesFirst() throws IOException {
        make("closed-session-fixed.jsonl", "closed-session-broken-f0117.jsonl", "closed-session-broken.jsonl.gz");
        make(
                "silent-exception-broken.jsonl",
                "silent-exception-broken.expected.txt",
                "README.md",
                "new-thing-broken.jsonl");
        List<Sample> samples = Samples.in(directory);
        assertEquals(
                List.of("The task runs but nothing happens", "Database session closed", "new thing"),
                samples.stream().map(Sample::title).toList());
        assertEquals(
                List.of("broken", "broken, FastAPI 0.117", "fixed"),
                samples.get(1).variants().stream().map(Sample.Variant::label).toList());
    }

    @Test
    void withoutADirectoryThereAreNone() {
        assertEquals(List.of(), Samples.in(directory.resolve("nowhere")));
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(directory.resolve(name), "");
        }
    }
}
