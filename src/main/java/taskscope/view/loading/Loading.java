package taskscope.view.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Starts load jobs, one at a time: a new one cancels the one before. Used on the JavaFX thread only.
public final class Loading {

    private final Loader loader;
    private final Executor background;
    private final ReadOnlyObjectWrapper<@Nullable LoadJob> job = new ReadOnlyObjectWrapper<>();

    public Loading(Loader loader, Executor background) {
        this.loader = loader;
        this.background = background;
    }

    /// The job that runs now, null where none does.
    public ReadOnlyObjectProperty<@Nullable LoadJob> job() {
        return job.getReadOnlyProperty();
    }

    public void start(List<Path> files, Consumer<Loader.Opened> opened, Consumer<Throwable> failed) {
        cancel();
        var next = new LoadJob(files, loader);
        next.setOnSucceeded(_ -> {
            end(next);
            opened.accept(next.getValue());
        });
        next.setOnFailed(_ -> {
            end(next);
            failed.accept(next.getException());
        });
        next.setOnCancelled(_ -> end(next));
        job.set(next);
        background.execute(next);
    }

    public void cancel() {
        LoadJob running = job.get();
        if (running != null) {
            running.cancel();
        }
    }

    private void end(LoadJob ended) {
        if (job.get() == ended) {
            job.set(null);
        }
    }
}
