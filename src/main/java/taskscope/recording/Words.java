package taskscope.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes of a line at a time, as one number with the first byte lowest.
final class Words {

    static final int SIZE = Long.BYTES;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    private static final long ZEROS = ONES * '0';

    /// What takes 10 to the high bit of a byte.
    private static final long OVER_NINE = ONES * (0x80 - 10);

    /// For as many digits as a word may hold.
    static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Words() {}

    static long at(byte[] bytes, int start) {
        return (long) WORD.get(bytes, start);
    }

    /// The bytes from `start` to `end`, at most eight; the rest of the word is 0.
    static long at(byte[] bytes, int start, int end) {
        int missing = SIZE - (end - start);
        if (missing == SIZE) {
            return 0;
        }
        return missing <= 0 ? at(bytes, start) : at(bytes, start) & (-1L >>> (missing * SIZE));
    }

    /// Where a text cannot simply go on: at a quote, a backslash or a control character. Needs eight bytes of slack
    /// with a control character among them at the end of what is searched.
    static int endOfPlainText(byte[] bytes, int start) {
        int position = start;
        while (true) {
            long word = at(bytes, position);
            long found =
                    zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES) | ((word - BLANKS) & ~word & HIGH_BITS);
            if (found != 0) {
                // Only the lowest mark is exact: those above it may come from a borrow.
                return position + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            position += SIZE;
        }
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /// How many of the bytes are digits, from the first on.
    static int digitCount(long word) {
        long values = word ^ ZEROS;
        // A byte over 9 carries into its high bit; bytes behind it may be wrong, and are not looked at.
        long others = ((values + OVER_NINE) | values) & HIGH_BITS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /// The number that the first bytes are. Neighbours are added up in pairs: 8 digits, 4 pairs, 2 fours, 1 number.
    static long number(long word, int digits) {
        if (digits == 0) {
            return 0;
        }
        long values = (word ^ ZEROS) << ((SIZE - digits) * SIZE);
        long pairs = (values * (1 + (10 << 8))) >>> 8 & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs * (1 + (100 << 16))) >>> 16 & 0x0000_FFFF_0000_FFFFL;
        return (fours * (1 + (10_000L << 32))) >>> 32;
    }

    static int hash(byte[] bytes, int start, int end) {
        long hash = (long) end - start;
        int position = start;
        for (; position + SIZE <= end; position += SIZE) {
            hash = mixed(hash ^ at(bytes, position));
        }
        return (int) (mixed(hash ^ at(bytes, position, end)) >>> Integer.SIZE);
    }

    /// A multiplier without a pattern (the golden ratio), and the high bits brought down.
    static long mixed(long word) {
        long product = word * 0x9E37_79B9_7F4A_7C15L;
        return product ^ (product >>> Integer.SIZE);
    }
}
