package taskscope.view.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.concurrent.Task;
import taskscope.recording.LoadProgress;

/// The load job: reads and diagnoses recordings away from the JavaFX thread, with progress and cancel.
public final class LoadJob extends Task<Loader.Opened> implements LoadProgress {

    private final List<Path> files;
    private final Loader loader;

    LoadJob(List<Path> files, Loader loader) {
        this.files = List.copyOf(files);
        this.loader = loader;
        updateTitle(files.stream().map(Path::getFileName).map(Path::toString).collect(Collectors.joining(", ")));
    }

    @Override
    protected Loader.Opened call() {
        return loader.load(files, this);
    }

    @Override
    public void reached(double fraction, long eventCount) {
        updateProgress(fraction, 1);
    }
}
