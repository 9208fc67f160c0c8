package taskscope.view.loading;

import java.nio.file.Path;
import java.util.List;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Rule;
import taskscope.recording.LoadProgress;
import taskscope.recording.RecordingReader;
import taskscope.view.workbench.LoadedTrace;

/// Reads recordings and asks every rule about them.
public record RecordingLoader(List<Rule> rules) implements Loader {

    public RecordingLoader {
        rules = List.copyOf(rules);
    }

    @Override
    public Opened load(List<Path> files, LoadProgress progress) {
        var loaded = RecordingReader.read(files, progress);
        return new Opened(
                loaded.reports().stream()
                        .takeWhile(_ -> !progress.isCancelled())
                        .map(each -> new LoadedTrace(each, Diagnosis.of(each.trace(), rules)))
                        .toList(),
                loaded.unusable());
    }
}
