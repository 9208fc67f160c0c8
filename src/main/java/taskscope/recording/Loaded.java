package taskscope.recording;

import java.util.List;

/// What came of some files: a report for each run, in order of appearance, and the files that are no recordings.
public record Loaded(List<LoadReport> reports, List<NotARecording> unusable) {

    public Loaded {
        reports = List.copyOf(reports);
        unusable = List.copyOf(unusable);
    }
}
