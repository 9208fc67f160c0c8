package taskscope.recording;

/// Thrown while a line is taken apart, and caught where lines are counted: the line is a loss.
final class BadLine extends Exception {

    private static final long serialVersionUID = 1;

    private final Loss.Kind kind;

    BadLine(Loss.Kind kind, String what) {
        super(what, null, false, false);
        this.kind = kind;
    }

    Loss.Kind kind() {
        return kind;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
