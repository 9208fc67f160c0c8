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
    private int part;

    RunLoad(Header header) {
        this.header = header;
    }

    TraceBuilder builder() {
        return builder;
    }

    /// What comes next stands below this header. Where the part before it is not there, nothing is known of what began
    /// in it, which is no loss.
    void begin(Header begun) {
        if (begun.part() > 1 && begun.part() != part + 1) {
            builder.beginInside();
        }
        part = begun.part();
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
