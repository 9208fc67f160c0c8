package taskscope.recording;

/// Whole lines of a file, with some bytes of slack behind them.
final class Block {

    private final byte[] bytes;
    private final int length;
    private final boolean endsCut;
    private final boolean isLongLine;

    private Block(byte[] bytes, int length, boolean endsCut, boolean isLongLine) {
        this.bytes = bytes;
        this.length = length;
        this.endsCut = endsCut;
        this.isLongLine = isLongLine;
    }

    static Block ofLines(byte[] bytes, int length) {
        return new Block(bytes, length, false, false);
    }

    /// The last lines of a file, of which the last has no line end.
    static Block ofLastLines(byte[] bytes, int length) {
        return new Block(bytes, length, true, false);
    }

    /// Stands for one line that is too long to be held.
    static Block ofLongLine() {
        return new Block(new byte[0], 0, false, true);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean endsCut() {
        return endsCut;
    }

    boolean isLongLine() {
        return isLongLine;
    }
}
