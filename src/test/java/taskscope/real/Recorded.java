package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.rules.Rules;
import taskscope.recording.LoadProgress;
import taskscope.recording.LoadReport;
import taskscope.recording.Loaded;
import taskscope.recording.RecordingReader;
import taskscope.trace.Trace;

/// A recording of a real server, read and diagnosed.
record Recorded(Path file, Trace trace, Diagnosis diagnosis) {

    /// Serves an application, sends it the requests, and reads what was recorded; nothing may be lost.
    static Recorded serving(PythonEnvironment environment, Path directory, String application, Path requests)
            throws IOException, InterruptedException {
        try (var recorder = Recorder.start(
                environment,
                directory,
                "--requests",
                requests.toAbsolutePath().toString(),
                "--",
                "uvicorn",
                application,
                "--port",
                "0")) {
            Ran ran = recorder.end();
            assertEquals(0, ran.exitCode(), ran.output());
            return read(recorder.recording());
        }
    }

    static Recorded read(Path file) throws IOException {
        Loaded loaded = RecordingReader.read(List.of(file), LoadProgress.UNWATCHED);
        assertEquals(List.of(), loaded.unusable());
        List<LoadReport> runs = loaded.reports();
        assertEquals(1, runs.size());
        assertEquals(List.of(), runs.getFirst().losses());
        Trace trace = runs.getFirst().trace();
        Diagnosis diagnosis = Diagnosis.of(trace, Rules.all());
        assertEquals(List.of(), diagnosis.broken());
        return new Recorded(file, trace, diagnosis);
    }

    /// What leads, in order: `blocking-call-in-async-task sync_partner main.py:36`.
    List<String> findings() {
        return diagnosis.findings().stream().map(Recorded::line).toList();
    }

    static String line(Finding finding) {
        var at = finding.location();
        return finding.ruleId() + (at == null ? "" : " " + at.function() + " " + at.file() + ":" + at.line());
    }
}
