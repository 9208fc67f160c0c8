package taskscope.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.trace.Trace;

class PlaybackTest {

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forwardBackwardAndFromScratchAgree(long seed) {
        Trace trace = RandomTrace.of(seed, 40);
        int count = trace.events().count();
        var forward = new Playback(trace);
        var backward = new Playback(trace);
        List<State> fromScratch = new ArrayList<>();
        for (int event = -1; event < count; event++) {
            fromScratch.add(StateAt.of(trace, event));
            assertEquals(fromScratch.getLast(), forward.at(event), () -> "forward, seed " + seed);
        }
        for (int event = count - 1; event >= -1; event--) {
            assertEquals(fromScratch.get(event + 1), backward.at(event), "backward at " + event + ", seed " + seed);
        }
    }

    /// Enough events that several copies are kept.
    @ParameterizedTest
    @MethodSource("seeds")
    void jumpsAgreeWithFromScratch(long seed) {
        Trace trace = RandomTrace.of(seed, 900);
        var playback = new Playback(trace);
        var random = new SplittableRandom(seed);
        for (int jump = 0; jump < 12; jump++) {
            int event = random.nextInt(-1, trace.events().count());
            assertEquals(StateAt.of(trace, event), playback.at(event), "event " + event + ", seed " + seed);
        }
    }

    @Test
    void beforeTheFirstEventNobodyIsThere() {
        assertEquals(new State(-1, 0, List.of()), StateAt.of(RandomTrace.of(1, 3), -1));
    }
}
