package taskscope.recording;

import java.nio.file.Path;
import java.util.List;
import taskscope.trace.Trace;

/// One run, loaded from one or more files, and what could not be used. Every loss is counted; the first few are listed.
public record LoadReport(List<Path> files, Trace trace, long lossCount, List<Loss> losses) {

    public LoadReport {
        files = List.copyOf(files);
        losses = List.copyOf(losses);
    }
}
