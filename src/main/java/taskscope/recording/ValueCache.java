package taskscope.recording;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values that were met before, by their bytes: the same path, place in the code or stack comes again and again. Keeps
/// what was met last, so a file in which nothing comes twice costs no memory.
final class ValueCache {

    /// More than an application has routes, functions and places that queue tasks.
    private static final int SIZE = 1 << 13;

    /// Rare long values, such as a page of source, are not worth a copy of their bytes.
    private static final int LONGEST = 1 << 14;

    private final @Nullable Entry[] entries = new @Nullable Entry[SIZE];

    private static final class Entry {
        final Shape shape;
        final int hash;
        final byte[] bytes;
        final Object value;

        Entry(Shape shape, int hash, byte[] bytes, Object value) {
            this.shape = shape;
            this.hash = hash;
            this.bytes = bytes;
            this.value = value;
        }
    }

    /// The value of these bytes, made if it is new.
    Object get(Key key, byte[] bytes, int start, int end) throws BadLine {
        int hash = Words.hash(bytes, start, end);
        int slot = hash & (SIZE - 1);
        Entry entry = entries[slot];
        if (entry != null
                && entry.hash == hash
                && entry.shape == key.shape()
                && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, start, end)) {
            return entry.value;
        }
        Object value = TypedValue.parse(key, bytes, start, end);
        if (end - start <= LONGEST) {
            entries[slot] = new Entry(key.shape(), hash, Arrays.copyOfRange(bytes, start, end), value);
        }
        return value;
    }
}
