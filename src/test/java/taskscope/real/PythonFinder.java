package taskscope.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A Python of one version: `python3.8` on PATH, or one that pyenv has installed.
final class PythonFinder {

    private PythonFinder() {}

    static String find(String version) throws IOException {
        String onPath = "python" + version;
        if (Ran.quietly(List.of(onPath, "--version")).isFine()) {
            return onPath;
        }
        Ran root = Ran.quietly(List.of("pyenv", "root"));
        Path versions = Path.of(root.output().strip(), "versions");
        if (root.isFine() && Files.isDirectory(versions)) {
            try (Stream<Path> installed = Files.list(versions)) {
                return installed
                        .filter(each -> each.getFileName().toString().startsWith(version + "."))
                        .map(each -> each.resolve("bin/python"))
                        .filter(Files::isExecutable)
                        .sorted()
                        .findFirst()
                        .map(Path::toString)
                        .orElseThrow(() -> missing(version));
            }
        }
        throw missing(version);
    }

    private static IOException missing(String version) {
        return new IOException("there is no Python " + version + " on PATH or in pyenv");
    }
}
