package taskscope.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the recorder is that ships inside: a Python package that runs by its path, without being installed.
final class RecorderDirectory {

    /// Set by the image: the directory that holds the package.
    static final String PROPERTY = "taskscope.recorder";

    private static final String PACKAGE = "taskscope_recorder";

    private RecorderDirectory() {}

    static Path locate() throws CannotRecord {
        String shipped = System.getProperty(PROPERTY);
        return Stream.of(shipped == null ? null : Path.of(shipped), inSources())
                .filter(Objects::nonNull)
                .map(each -> each.resolve(PACKAGE).toAbsolutePath())
                .filter(each -> Files.isRegularFile(each.resolve("__main__.py")))
                .findFirst()
                .orElseThrow(() -> new CannotRecord("the recorder that ships with Taskscope is missing: no " + PACKAGE
                        + " in " + places(shipped) + "; unpack Taskscope again"));
    }

    private static String places(@Nullable String shipped) {
        List<String> places = Stream.of(shipped, Objects.toString(inSources(), null))
                .filter(Objects::nonNull)
                .toList();
        return places.isEmpty() ? "the program" : String.join(" or ", places);
    }

    /// In development the classes are in target/classes, beside src.
    private static @Nullable Path inSources() {
        var source = RecorderDirectory.class.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return null;
        }
        Path classes = Path.of(source.getLocation().getPath());
        return classes.resolve("../../src/main/python").normalize();
    }
}
