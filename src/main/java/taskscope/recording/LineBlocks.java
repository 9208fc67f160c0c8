package taskscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream into blocks of whole lines, in memory that is bounded by the longest line we accept.
final class LineBlocks {

    /// The longest line of the format.
    static final int LONGEST_LINE = 16 << 20;

    /// Bytes past the end of a block that a scanner may look at.
    static final int SLACK = 16;

    /// Small enough for a processor's cache, large enough that handing it over costs nothing.
    private static final int USUAL_BLOCK = 256 << 10;

    private final InputStream in;
    private byte[] rest = new byte[0];
    private boolean isAtEnd;
    private @Nullable IOException failure;

    LineBlocks(InputStream in) {
        this.in = in;
    }

    /// The next whole lines, null at the end. Where the stream fails, the whole lines before it come first. `done` is
    /// a block that nobody looks at any more, if there is one: its memory is used again.
    @Nullable
    Block next(@Nullable Block done) throws IOException {
        int length = rest.length;
        byte[] bytes = room(done, Math.max(USUAL_BLOCK, length * 2) + SLACK);
        System.arraycopy(rest, 0, bytes, 0, length);
        rest = new byte[0];
        int searched = 0;
        while (!isAtEnd) {
            length = fill(bytes, length);
            int end = lastLineEnd(bytes, searched, length);
            if (end > 0) {
                rest = Arrays.copyOfRange(bytes, end, length);
                return Block.ofLines(bytes, end);
            }
            searched = length;
            if (length >= LONGEST_LINE) {
                skipLine();
                return Block.ofLongLine();
            }
            bytes = isAtEnd ? bytes : Arrays.copyOf(bytes, length * 2 + SLACK);
        }
        if (failure != null) {
            throw failure;
        }
        Arrays.fill(bytes, length, length + SLACK, (byte) 0);
        return length == 0 ? null : Block.ofLastLines(bytes, length);
    }

    private static byte[] room(@Nullable Block done, int size) {
        return done != null && done.bytes().length == size ? done.bytes() : new byte[size];
    }

    private int fill(byte[] bytes, int start) {
        int length = start;
        while (length < bytes.length - SLACK) {
            int read = read(bytes, length, bytes.length - SLACK - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length;
    }

    private int read(byte[] bytes, int start, int length) {
        try {
            int read = in.read(bytes, start, length);
            isAtEnd = read < 0;
            return read;
        } catch (IOException broken) {
            failure = broken;
            isAtEnd = true;
            return -1;
        }
    }

    private void skipLine() {
        byte[] bytes = new byte[USUAL_BLOCK];
        int end = 0;
        while (end == 0 && !isAtEnd) {
            int read = read(bytes, 0, bytes.length);
            end = firstLineEnd(bytes, read);
            rest = end > 0 ? Arrays.copyOfRange(bytes, end, read) : rest;
        }
    }

    private static int lastLineEnd(byte[] bytes, int from, int length) {
        for (int each = length - 1; each >= from; each--) {
            if (bytes[each] == '\n') {
                return each + 1;
            }
        }
        return 0;
    }

    private static int firstLineEnd(byte[] bytes, int length) {
        for (int each = 0; each < length; each++) {
            if (bytes[each] == '\n') {
                return each + 1;
            }
        }
        return 0;
    }
}
