package taskscope.view.loading;

/// A file that is no recording, or cannot be read: the message says what, where and what to do, in sentences.
public final class UnusableRecording extends Exception {

    private static final long serialVersionUID = 1;

    public UnusableRecording(String message) {
        super(message);
    }
}
