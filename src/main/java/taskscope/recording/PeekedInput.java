package taskscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A buffered stream whose beginning can be looked at before it is read, and that counts what was taken from it. Where
/// the stream fails, everything before the failure can still be read.
final class PeekedInput extends InputStream {

    private static final int BUFFER_SIZE = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int position;
    private int limit;
    private long takenCount;
    private boolean isAtEnd;
    private @Nullable IOException failure;

    PeekedInput(InputStream in) {
        this.in = in;
    }

    /// The next bytes, up to the size of the buffer; fewer only where the stream ends or fails.
    byte[] peek() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit < buffer.length && !isAtEnd) {
            refill();
        }
        return Arrays.copyOf(buffer, limit);
    }

    /// The failure that ended the stream, if one did and was met.
    @Nullable
    IOException failure() {
        return failure;
    }

    /// Bytes that were taken from the stream below.
    long takenCount() {
        return takenCount;
    }

    void drop(int count) {
        position += count;
    }

    @Override
    public int read() throws IOException {
        return available() == 0 ? end() : buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        if (position == limit && length >= buffer.length && !isAtEnd) {
            int direct = fill(bytes, start, length);
            return direct > 0 ? direct : read(bytes, start, length);
        }
        int count = Math.min(length, available());
        if (count == 0) {
            return length == 0 ? 0 : end();
        }
        System.arraycopy(buffer, position, bytes, start, count);
        position += count;
        return count;
    }

    /// 0 only at the end, which it waits for: a gzip reader asks this to learn whether another member follows.
    @Override
    public int available() {
        if (position == limit && !isAtEnd) {
            position = 0;
            limit = 0;
            refill();
        }
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void refill() {
        limit += fill(buffer, limit, buffer.length - limit);
    }

    /// Gives how many bytes came; 0 may mean the end.
    private int fill(byte[] bytes, int start, int length) {
        try {
            int read = in.read(bytes, start, length);
            isAtEnd = read < 0;
            takenCount += Math.max(0, read);
            return Math.max(0, read);
        } catch (IOException broken) {
            failure = broken;
            isAtEnd = true;
            return 0;
        }
    }

    private int end() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return -1;
    }
}
