package taskscope.view.loading;

import java.nio.file.Path;
import java.util.List;
import taskscope.recording.LoadProgress;
import taskscope.recording.NotARecording;
import taskscope.view.workbench.LoadedTrace;

/// From files to diagnosed traces; slow, so it is called on a job thread.
@FunctionalInterface
public interface Loader {

    /// What came of the files: a trace for each run, and the files of which nothing could be used.
    record Opened(List<LoadedTrace> runs, List<NotARecording> unusable) {
        public Opened {
            runs = List.copyOf(runs);
            unusable = List.copyOf(unusable);
        }
    }

    Opened load(List<Path> files, LoadProgress progress);
}
