package taskscope.recording;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One run while its files are read.
final class RunLoad {

    private final Header header;
    private final LossList losses = new LossList();
    private final TraceBuilder builder = new TraceBuilder(losses);
    private final Set<Path> files = new LinkedHashSet<>();

    RunLoad(Header header) {
        this.header = header;
    }

    TraceBuilder builder() {
        return builder;
    }

    /// What comes next is in this file.
    void enter(RecordingSource source) {
        files.add(source.path());
        losses.moveTo(source.name());
    }

    void add(EventBatch batch, int event, long line) {
        losses.moveTo(line);
        builder.add(batch, event);
    }

    LossList lossesAt(long line) {
        losses.moveTo(line);
        return losses;
    }

    LoadReport report() {
        losses.moveTo(0);
        builder.tellWhatRecordersLost();
        return new LoadReport(List.copyOf(files), builder.build(header), losses.count(), losses.listed());
    }
}
