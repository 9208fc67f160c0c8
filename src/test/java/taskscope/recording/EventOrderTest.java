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
    void eventsAreInTheOrderOfTimeAndThenOfNumber(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(1, 200);
        long[] times = random.longs(count + 3L, -50, 50).toArray();
        int[] sequences = random.ints(count + 3L, 0, 5).toArray();
        EventOrder order = EventOrder.of(times, sequences, count);
        long[] expected = IntStream.range(0, count)
                .mapToLong(each -> times[each] * 1_000 + sequences[each])
                .sorted()
                .toArray();
        long[] orderedTimes = order.apply(times);
        int[] orderedSequences = order.apply(sequences);
        assertArrayEquals(
                expected,
                IntStream.range(0, count)
                        .mapToLong(each -> orderedTimes[each] * 1_000 + orderedSequences[each])
                        .toArray());
        assertEquals(orderedTimes[0], order.zeroNanos());
        for (int each = 0; each < count; each++) {
            assertEquals(times[each], orderedTimes[order.event(each)]);
        }
    }
}
