package taskscope.view.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import taskscope.view.workbench.LoadedTrace;

/// From files to diagnosed traces, one for each run; slow, so it is called on a job thread.
@FunctionalInterface
public interface Loader {

    /// Says how far it is, as a part of 1, and stops soon after it was cancelled.
    List<LoadedTrace> load(List<Path> files, DoubleConsumer progress, BooleanSupplier isCancelled)
            throws UnusableRecording;
}
