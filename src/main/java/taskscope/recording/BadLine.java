package taskscope.recording;

/// A line that cannot be used. It is thrown and caught inside this room only, once per bad line, without a stack.
final class BadLine extends RuntimeException {

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
