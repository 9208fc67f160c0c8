package taskscope.recording;

import taskscope.text.VisibleText;
/// A file that cannot be used at all: which, why, and what to do. Neither part ends with a full stop.

public record NotARecording(String file, String reason, String nextStep) {

    /// One sentence for people; nothing in it can control a terminal.
    public String sentence() {
        return VisibleText.line(file) + " " + reason + ": " + nextStep + ".";
    }
}
