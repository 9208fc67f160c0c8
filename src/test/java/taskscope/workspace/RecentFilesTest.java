package taskscope.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {

    @TempDir
    Path directory;

    @Test
    void theLatestComesFirstAndOnlyOnce() throws IOException {
        Path one = file("one.jsonl");
        Path two = file("two.jsonl");
        var recent = new RecentFiles(directory);
        List.of(one, two, one).forEach(recent::opened);
        assertEquals(List.of(one, two), new RecentFiles(directory).list());
    }

    @Test
    void aFileThatIsGoneIsNotOffered() throws IOException {
        Path gone = file("gone.jsonl");
        var recent = new RecentFiles(directory);
        recent.opened(gone);
        Files.delete(gone);
        assertEquals(List.of(), recent.list());
    }

    @Test
    void onlyTheLastTenAreKept() throws IOException {
        var recent = new RecentFiles(directory);
        for (int each : IntStream.range(0, 12).toArray()) {
            recent.opened(file(each + ".jsonl"));
        }
        assertEquals(10, recent.list().size());
        assertEquals(directory.resolve("11.jsonl"), recent.list().getFirst());
    }

    @Test
    void aDamagedListHurtsNobody() throws IOException {
        Files.writeString(directory.resolve("recent-files.txt"), "\u0000nonsense\n\n/not/there.jsonl\n");
        assertEquals(List.of(), new RecentFiles(directory).list());
    }

    private Path file(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "");
    }
}
