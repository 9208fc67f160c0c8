package taskscope.cli;

/// A command was called in a way that it does not know; the message is one sentence for people.
final class WrongUse extends Exception {

    private static final long serialVersionUID = 1;

    WrongUse(String sentence) {
        super(sentence);
    }
}
