package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryGuardTest {

    @TempDir
    Path directory;

    @Test
    void aLoadStopsWhileThereIsMemoryToFinishIt() {
        var guard = new MemoryGuard(() -> 100L << 20);
        assertFalse(guard.isFull(100_000));
        assertTrue(guard.isFull(1_000_000));
    }

    @Test
    void aTraceOfWhatWasReadIsMadeWhenTheMemoryIsFull() throws IOException {
        Path file = Files.write(directory.resolve("big.jsonl"), Recordings.generated(200_000, 1));
        var load = new Load(LoadProgress.UNWATCHED, new MemoryGuard(() -> 50L << 20));
        load.add(RecordingSource.file(file));
        LoadReport report = load.finished().reports().getFirst();
        assertTrue(report.trace().events().count() > 100_000);
        assertTrue(report.trace().events().count() < 200_000);
        assertEquals(
                List.of(new Loss(
                        file.toString(),
                        0,
                        Loss.Kind.OUT_OF_MEMORY,
                        "the memory was full here, and nothing after it was loaded:"
                                + " more is used with JAVA_TOOL_OPTIONS=-Xmx8g")),
                report.losses());
    }

    @Test
    void aLoadThatIsCancelledKeepsWhatItHas() throws IOException {
        Path file = Files.write(directory.resolve("big.jsonl"), Recordings.generated(20_000, 1));
        var progress = new LoadProgress() {
            private double fraction;
            private long eventCount;

            @Override
            public void reached(double fraction, long eventCount) {
                this.fraction = fraction;
                this.eventCount = eventCount;
            }

            @Override
            public boolean isCancelled() {
                return eventCount > 5_000;
            }
        };
        int count = RecordingReader.read(List.of(file), progress)
                .reports()
                .getFirst()
                .trace()
                .events()
                .count();
        assertEquals(progress.eventCount, count);
        assertTrue(progress.fraction > 0 && progress.fraction < 1);
    }
}
