package taskscope.capture;

/// Nothing can be recorded; the message is one sentence for people: what, where, what to do.
public final class CannotRecord extends Exception {

    private static final long serialVersionUID = 1;

    private final String sentence;

    public CannotRecord(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    static CannotRecord inFile(String file, int line, String what) {
        return new CannotRecord("%s, line %d: %s".formatted(file, line, what));
    }

    /// Never null, unlike that of other exceptions.
    @Override
    public String getMessage() {
        return sentence;
    }
}
