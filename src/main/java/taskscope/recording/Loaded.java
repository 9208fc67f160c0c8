package taskscope.recording;

import java.util.List;

/// What a load gave: one report a run, in the order of the files, and the files of which nothing could be used.
public record Loaded(List<LoadReport> reports, List<NotARecording> unusable) {

    public Loaded {
        reports = List.copyOf(reports);
        unusable = List.copyOf(unusable);
    }
}
