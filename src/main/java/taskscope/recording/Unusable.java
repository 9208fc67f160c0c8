package taskscope.recording;

/// Thrown while a file is opened that turns out to be no recording, and caught by [Load].
final class Unusable extends Exception {

    private static final long serialVersionUID = 1;

    private final transient NotARecording why;

    Unusable(RecordingSource source, String reason, String nextStep) {
        super(reason, null, false, false);
        this.why = new NotARecording(source.name(), reason, nextStep);
    }

    NotARecording why() {
        return why;
    }
}
