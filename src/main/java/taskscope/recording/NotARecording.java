package taskscope.recording;

/// A file of which nothing could be used: why, and what to do next, each a sentence for people.
public record NotARecording(String file, String reason, String nextStep) {

    /// What, where and what next, in one line.
    public String sentence() {
        return VisibleText.of(file) + " " + reason + " " + nextStep;
    }
}
