package taskscope.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives one object for equal bytes, so that a text or a location that a recording repeats is made once.
///
/// A slot holds the newest value with its hash; a value that loses its slot is simply made again, so that a hostile
/// file cannot fill the memory.
final class TextCache {

    /// Room for the names, paths and places of a large application; the addresses of clients come and go.
    private static final int SLOTS = 1 << 15;

    /// Longer values are rarely repeated.
    private static final int LONGEST = 512;

    private final @Nullable Object[] spelled = new Object[SLOTS];
    private final @Nullable Object[] made = new Object[SLOTS];

    String of(byte[] bytes, int start, int end) {
        return (String) of(bytes, start, end, () -> new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /// The value that equal bytes gave before, else what `make` gives.
    Object of(byte[] bytes, int start, int end, Supplier<Object> make) {
        if (end - start > LONGEST) {
            return make.get();
        }
        int slot = slot(bytes, start, end);
        Object value = made[slot];
        if (spelled[slot] instanceof byte[] known
                && value != null
                && Arrays.equals(known, 0, known.length, bytes, start, end)) {
            return value;
        }
        Object fresh = make.get();
        spelled[slot] = Arrays.copyOfRange(bytes, start, end);
        made[slot] = fresh;
        return fresh;
    }

    private static int slot(byte[] bytes, int start, int end) {
        int hash = bytes[start < end ? start : 0];
        for (int i = start; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash >>> 17;
    }
}
