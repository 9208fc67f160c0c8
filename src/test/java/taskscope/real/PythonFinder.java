package taskscope.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A Python of one version: `python3.8` on PATH, or one that pyenv has installed.
final class PythonFinder {

    private PythonFinder() {}

    /// The first version of the list that there is.
    static String find(List<String> versions) throws IOException {
        for (String version : versions) {
            Optional<String> found = onPath(version).or(() -> inPyenv(version));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IOException("there is no Python " + String.join(" or ", versions) + " on PATH or in pyenv");
    }

    private static Optional<String> onPath(String version) {
        String name = "python" + version;
        return Ran.quietly(List.of(name, "--version")).isFine() ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> inPyenv(String version) {
        Ran root = Ran.quietly(List.of("pyenv", "root"));
        Path installed = Path.of(root.output().strip(), "versions");
        if (!root.isFine() || !Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> each = Files.list(installed)) {
            return each.filter(one -> one.getFileName().toString().startsWith(version + "."))
                    .map(one -> one.resolve("bin/python"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .sorted()
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
