package taskscope.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One load of some files, from the first byte to the reports.
final class Load {

    private final Map<String, RunLoad> runs = new LinkedHashMap<>();
    private final List<NotARecording> unusable = new ArrayList<>();
    private final LoadProgress progress;

    Load(LoadProgress progress) {
        this.progress = progress;
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
        LineBlocks blocks = new LineBlocks(opened.lines());
        LineDecoder decoder = new LineDecoder();
        EventBatch batch = new EventBatch();
        try {
            for (Block block = blocks.next(); block != null && !progress.isCancelled(); block = blocks.next()) {
                batch.clear();
                decoder.decode(block, batch);
                load.add(batch);
                progress.reached(opened.fraction(), eventCount());
            }
        } catch (IOException broken) {
            load.brokeOff(opened.problemKind(), opened.problem(broken));
        }
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
