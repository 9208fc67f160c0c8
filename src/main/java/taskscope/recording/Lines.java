package taskscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Splits bytes into lines, in a buffer that is bounded whatever the line.
final class Lines {

    /// A block that keeps the disk busy; a line may need more of them.
    private static final int BLOCK_BYTES = 1 << 20;

    /// The longest line of the format.
    static final int LONGEST_LINE_BYTES = 16 << 20;

    /// Hears every line; the bytes are valid during the call only.
    interface Reader {
        /// `isWhole` is false for a last line that no newline ends. Gives false to stop.
        void line(byte[] bytes, int start, int end, boolean isWhole);

        /// A line that was longer than any may be; it was skipped.
        void tooLong();

        /// Called between blocks. Gives false to stop.
        boolean goOn(int blockBytes);
    }

    private final InputStream in;
    private final Reader reader;
    private byte[] buffer = new byte[2 * BLOCK_BYTES];
    private int start;
    private int end;
    private boolean isSkipping;

    Lines(InputStream in, Reader reader) {
        this.in = in;
        this.reader = reader;
    }

    void readAll() throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            makeRoom();
            int got = in.read(buffer, end, buffer.length - end);
            if (got < 0) {
                last();
                return;
            }
            int from = end;
            end += got;
            split(from);
            goesOn = reader.goOn(got);
        }
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end > LONGEST_LINE_BYTES) {
            isSkipping = true;
            end = 0;
        } else if (buffer.length - end < BLOCK_BYTES) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private void split(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                give(i, true);
                start = i + 1;
            }
        }
    }

    private void last() {
        if (end > start || isSkipping) {
            give(end, false);
        }
    }

    private void give(int lineEnd, boolean isWhole) {
        if (isSkipping || lineEnd - start > LONGEST_LINE_BYTES) {
            isSkipping = false;
            reader.tooLong();
        } else {
            reader.line(buffer, start, lineEnd, isWhole);
        }
    }
}
