package taskscope.app;

import java.nio.file.Path;
import java.util.Optional;
import taskscope.view.gallery.Samples;

/// Where the sample recordings are: the image says it, and a clone of the project has them beside it.
final class SampleDirectory {

    private SampleDirectory() {}

    static Path find() {
        return Path.of(System.getProperty("taskscope.samples", "sample-traces"));
    }

    /// The recording that is shown where none was named.
    static Optional<Path> first() {
        return Samples.in(find()).stream().findFirst().map(each -> each.first().recording());
    }
}
