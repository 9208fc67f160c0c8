package taskscope.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The few names that we know -> what they mean, looked up by their bytes in a line.
final class NameTable<T> {

    /// Far more slots than names, so that nearly every name is found at once.
    private static final int SLOTS_PER_NAME = 8;

    private final int mask;
    private final @Nullable Entry<T>[] slots;

    private record Entry<T>(String name, long first, long last, int length, T meaning) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type cannot be made otherwise.
    NameTable(List<T> meanings, Function<T, String> name) {
        int size = Integer.highestOneBit(meanings.size() * SLOTS_PER_NAME) * 2;
        mask = size - 1;
        slots = new Entry[size];
        meanings.forEach(each -> put(name.apply(each), each));
    }

    /// Null for a name that we do not know. Needs eight bytes of slack.
    @Nullable
    T find(byte[] bytes, int start, int end) {
        long first = Words.at(bytes, start, end);
        int length = end - start;
        long last = length <= Words.SIZE ? first : Words.at(bytes, end - Words.SIZE);
        for (int slot = slot(first, last, length); ; slot = (slot + 1) & mask) {
            Entry<T> entry = slots[slot];
            if (entry == null) {
                return null;
            }
            if (entry.first == first && entry.last == last && entry.length == length && isMiddle(entry, bytes, start)) {
                return entry.meaning;
            }
        }
    }

    private void put(String name, T meaning) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + Words.SIZE);
        long first = Words.at(padded, 0, bytes.length);
        long last = bytes.length <= Words.SIZE ? first : Words.at(padded, bytes.length - Words.SIZE);
        int slot = slot(first, last, bytes.length);
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = new Entry<>(name, first, last, bytes.length, meaning);
    }

    private int slot(long first, long last, int length) {
        return (int) Words.mixed(first ^ Long.rotateLeft(last, 17) ^ length) & mask;
    }

    /// Of a name that is longer than two words, the first and the last eight bytes are compared already.
    private static boolean isMiddle(Entry<?> entry, byte[] bytes, int start) {
        for (int each = Words.SIZE; each < entry.length - Words.SIZE; each++) {
            if (bytes[start + each] != entry.name.charAt(each)) {
                return false;
            }
        }
        return true;
    }
}
