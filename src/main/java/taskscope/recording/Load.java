package taskscope.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One load of some files, from the first byte to the reports.
final class Load {

    private static final String MEMORY_FULL =
            "the memory was full here, and nothing after it was loaded: more is used with JAVA_TOOL_OPTIONS=-Xmx8g";

    private final Map<String, RunLoad> runs = new LinkedHashMap<>();
    private final List<NotARecording> unusable = new ArrayList<>();
    private final LoadProgress progress;
    private final MemoryGuard memory;

    Load(LoadProgress progress, MemoryGuard memory) {
        this.progress = progress;
        this.memory = memory;
    }

    void add(RecordingSource source) {
        if (progress.isCancelled()) {
            return;
        }
        try (OpenedRecording opened = OpenedRecording.open(source)) {
            SourceLoad load = new SourceLoad(source, this::run);
            read(opened, load);
            load.end().ifPresent(unusable::add);
        } catch (Unusable unusableFile) {
            unusable.add(unusableFile.why());
        } catch (IOException closing) {
            // Everything was read: that the file does not close concerns nobody.
        }
    }

    Loaded finished() {
        return new Loaded(runs.values().stream().map(RunLoad::report).toList(), unusable);
    }

    private void read(OpenedRecording opened, SourceLoad load) {
        try (DecodedBlocks blocks = new DecodedBlocks(new LineBlocks(opened.lines()))) {
            EventBatch batch = blocks.next();
            while (batch != null) {
                load.add(batch);
                progress.reached(opened.fraction(), eventCount());
                batch = !progress.isCancelled() && hasRoom(load) ? blocks.next() : null;
            }
        } catch (IOException broken) {
            load.brokeOff(opened.problemKind(), opened.problem(broken));
        } catch (OutOfMemoryError full) {
            load.brokeOff(Loss.Kind.OUT_OF_MEMORY, MEMORY_FULL);
        }
    }

    private boolean hasRoom(SourceLoad load) {
        boolean isFull = memory.isFull(eventCount());
        if (isFull) {
            load.brokeOff(Loss.Kind.OUT_OF_MEMORY, MEMORY_FULL);
        }
        return !isFull;
    }

    private long eventCount() {
        return runs.values().stream()
                .mapToLong(each -> each.builder().eventCount())
                .sum();
    }

    private RunLoad run(Header header) {
        return runs.computeIfAbsent(header.info().runId(), _ -> new RunLoad(header));
    }
}
