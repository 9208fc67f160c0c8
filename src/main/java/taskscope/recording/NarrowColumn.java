package taskscope.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A column of numbers that takes one, two, four or eight bytes for each: as few as its numbers need so far.
final class NarrowColumn {

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private byte[] data;

    /// The width in bytes is 1 << shift.
    private int shift;

    NarrowColumn(int size) {
        this(size, 0);
    }

    private NarrowColumn(int size, int shift) {
        this.data = new byte[Math.multiplyExact(size, 1 << shift)];
        this.shift = shift;
    }

    long get(int place) {
        return switch (shift) {
            case 0 -> data[place];
            case 1 -> (short) SHORTS.get(data, place << 1);
            case 2 -> (int) INTS.get(data, place << 2);
            default -> (long) LONGS.get(data, place << 3);
        };
    }

    void set(int place, long number) {
        switch (shift) {
            case 0 -> data[place] = (byte) number;
            case 1 -> SHORTS.set(data, place << 1, (short) number);
            case 2 -> INTS.set(data, place << 2, (int) number);
            default -> LONGS.set(data, place << 3, number);
        }
        if (get(place) != number) {
            widen(place);
            set(place, number);
        }
    }

    void grow(int size) {
        data = Arrays.copyOf(data, Math.multiplyExact(size, 1 << shift));
    }

    /// A copy of the first `count` numbers in another order.
    NarrowColumn frozen(EventOrder order, int count) {
        NarrowColumn frozen = new NarrowColumn(count, shift);
        if (order.isThatOfTheFile()) {
            System.arraycopy(data, 0, frozen.data, 0, frozen.data.length);
            return frozen;
        }
        for (int place = 0; place < count; place++) {
            frozen.set(place, get(order.oldPlace(place)));
        }
        return frozen;
    }

    private void widen(int usedPlaces) {
        NarrowColumn wider = new NarrowColumn(data.length >> shift, shift + 1);
        for (int place = 0; place < usedPlaces; place++) {
            wider.set(place, get(place));
        }
        data = wider.data;
        shift = wider.shift;
    }
}
