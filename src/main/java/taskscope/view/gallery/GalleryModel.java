package taskscope.view.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.concurrent.Task;
import taskscope.recording.LoadProgress;
import taskscope.view.loading.Loader;
import taskscope.view.workbench.LoadedTrace;
import taskscope.workspace.RecentFiles;

/// What the first screen offers; knows no controls.
public final class GalleryModel {

    private final List<Sample> samples;
    private final RecentFiles recent;
    private final Loader loader;
    private final Executor background;

    public GalleryModel(List<Sample> samples, RecentFiles recent, Loader loader, Executor background) {
        this.samples = List.copyOf(samples);
        this.recent = recent;
        this.loader = loader;
        this.background = background;
    }

    public List<Sample> samples() {
        return samples;
    }

    List<Path> recent() {
        return recent.list();
    }

    /// Loads a sample for its thumbnail, away from the JavaFX thread; one that cannot be loaded has none.
    void preview(Sample sample, Consumer<LoadedTrace> show) {
        var job = new Task<Loader.Opened>() {
            @Override
            protected Loader.Opened call() {
                return loader.load(List.of(sample.first().recording()), LoadProgress.UNWATCHED);
            }
        };
        job.setOnSucceeded(_ -> job.getValue().runs().stream().findFirst().ifPresent(show));
        background.execute(job);
    }
}
