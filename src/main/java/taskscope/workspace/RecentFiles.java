package taskscope.workspace;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The recordings that were opened lately, newest first, one path a line.
public final class RecentFiles {

    /// More do not fit a menu that can be read at a glance.
    private static final int MOST = 10;

    private final TextFile file;

    public RecentFiles(Path directory) {
        this.file = new TextFile(directory.resolve("recent-files.txt"));
    }

    /// Those that are still there.
    public List<Path> list() {
        return paths().filter(Files::isRegularFile).limit(MOST).toList();
    }

    public void opened(Path recording) {
        Path latest = recording.toAbsolutePath().normalize();
        List<String> next = new ArrayList<>(List.of(latest.toString()));
        paths().filter(each -> !each.equals(latest)).limit(MOST - 1L).forEach(each -> next.add(each.toString()));
        file.write(next);
    }

    private Stream<Path> paths() {
        return file.lines().stream().map(RecentFiles::path).flatMap(Optional::stream);
    }

    private static Optional<Path> path(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(Path.of(line));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
