package taskscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.diagnosis.rules.Rules;

/// The whole report of every sample, as people see it: `-Dsamples.write=true` rewrites, the diff is reviewed.
class SampleReportsTest {

    private static final Path SAMPLES = Path.of("sample-traces");

    /// Four scenarios, each broken and fixed, one of them broken in three ways.
    private static final int SAMPLE_COUNT = 10;

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(each -> each.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theReportIsTheExpectedOne(Path sample) throws IOException {
        Spoken spoken = Spoken.by(console -> new CheckCommand(Rules.all()).run(List.of(sample.toString()), console));
        Path expected = Path.of(sample.toString().replace(".jsonl", ".expected.txt"));
        if (Boolean.getBoolean("samples.write")) {
            Files.writeString(expected, spoken.out());
        }
        assertEquals("", spoken.err());
        assertEquals(Files.readString(expected), spoken.out());
        assertEquals(sample.toString().contains("broken") ? 1 : 0, spoken.exitCode());
    }

    @Test
    void noSampleNamesAMachine() throws IOException {
        List<Path> samples = samples();
        assertEquals(SAMPLE_COUNT, samples.size());
        for (Path sample : samples) {
            String text = Files.readString(sample);
            assertTrue(
                    text.startsWith("{\"taskscope\":1,") && text.contains("\"directory\":\"/srv/shop\""),
                    sample.toString());
            for (String place : List.of("user.home", "user.dir", "java.io.tmpdir")) {
                assertFalse(text.contains(System.getProperty(place) + "/"), sample + " names " + place);
            }
        }
    }
}
