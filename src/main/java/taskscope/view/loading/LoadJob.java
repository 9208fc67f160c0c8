package taskscope.view.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.concurrent.Task;
import taskscope.view.workbench.LoadedTrace;

/// The load job: reads and diagnoses recordings away from the JavaFX thread, with progress and cancel.
public final class LoadJob extends Task<List<LoadedTrace>> {

    private final List<Path> files;
    private final Loader loader;

    LoadJob(List<Path> files, Loader loader) {
        this.files = List.copyOf(files);
        this.loader = loader;
        updateTitle(files.stream().map(Path::getFileName).map(Path::toString).collect(Collectors.joining(", ")));
    }

    public List<Path> files() {
        return files;
    }

    @Override
    protected List<LoadedTrace> call() throws UnusableRecording {
        return loader.load(files, done -> updateProgress(done, 1), this::isCancelled);
    }
}
