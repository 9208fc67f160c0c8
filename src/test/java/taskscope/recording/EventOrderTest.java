package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventOrderTest {

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aColumnKeepsItsNumbersWhateverTheyNeed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] numbers =
                random.longs(50).map(each -> each >> random.nextInt(64)).toArray();
        NarrowColumn column = new NarrowColumn(10);
        column.grow(numbers.length);
        IntStream.range(0, numbers.length).forEach(each -> column.set(each, numbers[each]));
        assertArrayEquals(
                numbers,
                IntStream.range(0, numbers.length).mapToLong(column::get).toArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eventsAreInTheOrderOfTimeAndThenOfNumber(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(1, 200);
        long[] times = random.longs(count + 3L, -50, 50).toArray();
        int[] sequences = random.ints(count + 3L, 0, 5).toArray();
        NarrowColumn column = new NarrowColumn(sequences.length);
        IntStream.range(0, count).forEach(each -> column.set(each, sequences[each]));
        EventOrder order = EventOrder.of(times, column, count);
        NarrowColumn ordered = column.frozen(order, count);
        assertArrayEquals(
                IntStream.range(0, count)
                        .mapToLong(each -> times[each] * 1_000 + sequences[each])
                        .sorted()
                        .toArray(),
                IntStream.range(0, count)
                        .mapToLong(each -> times[order.oldPlace(each)] * 1_000 + ordered.get(each))
                        .toArray());
        assertEquals(times[order.oldPlace(0)], order.zeroNanos());
        IntStream.range(0, count).forEach(each -> assertEquals(each, order.event(order.oldPlace(each))));
    }
}
