package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import taskscope.cli.CheckCommand;
import taskscope.cli.Console;
import taskscope.diagnosis.rules.Rules;

/// Records the samples anew, with their reports: `mvn -Precord-samples verify`. The diff of the reports is reviewed.
///
/// They are recorded in a temporary directory; the header then says the directory of a shop instead, so that no path
/// of a machine is shown to anybody.
@EnabledIfSystemProperty(named = "samples.record", matches = "true")
class SampleRecorderIT {

    private static final String SHOWN_DIRECTORY = "/srv/shop";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @FieldSource("taskscope.real.Scenario#SAMPLES_SHOWN")
    void theSampleIsRecordedAnew(Scenario scenario) throws IOException, InterruptedException {
        Recorded recorded = scenario.record(directory);
        String text = Files.readString(recorded.file())
                .replace(
                        "\"directory\":\"" + directory.toRealPath() + "\"",
                        "\"directory\":\"" + SHOWN_DIRECTORY + "\"");
        assertTrue(text.contains(SHOWN_DIRECTORY), "the header names no directory");
        assertFalse(text.contains(directory.toString()), "an event names the temporary directory");
        Files.writeString(scenario.sample(), text);
        Files.write(scenario.report(), report(scenario.sample()));
    }

    private static byte[] report(Path sample) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var console = new Console(
                InputStream.nullInputStream(), out, System.err, Path.of("").toAbsolutePath());
        new CheckCommand(Rules.all()).run(List.of(sample.toString()), console);
        return said.toByteArray();
    }
}
