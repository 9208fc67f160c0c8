package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A recording that was cut off at any byte can be read up to the cut.
class PrefixTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    static IntStream headerLengths() {
        return IntStream.range(1, Recordings.HEADER.length() + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyPrefixLoadsUpToTheCut(long seed) {
        byte[] whole = Recordings.generated(300, seed);
        int header = indexOfLineEnd(whole, 0) + 1;
        int cut = new SplittableRandom(seed).nextInt(header, whole.length);
        Loaded loaded = Recordings.read(Arrays.copyOf(whole, cut));
        assertEquals(List.of(), loaded.unusable());
        LoadReport report = loaded.reports().getFirst();
        assertEquals(wholeLines(whole, cut) - 1, report.trace().events().count());
        boolean isCutInALine = whole[cut - 1] != '\n' && whole[cut] != '\n';
        assertEquals(isCutInALine ? List.of(Loss.Kind.CUT_OFF) : List.of(), kinds(report));
    }

    @ParameterizedTest
    @MethodSource("headerLengths")
    void aHeaderThatWasCutOffIsAnEmptyRecording(int length) {
        Loaded loaded = Recordings.read(Recordings.bytes(Recordings.HEADER.substring(0, length)));
        assertEquals(List.of(), loaded.unusable());
        assertEquals(0, loaded.reports().getFirst().trace().events().count());
        boolean isWhole = length == Recordings.HEADER.length();
        assertEquals(isWhole, kinds(loaded.reports().getFirst()).isEmpty());
    }

    @Test
    void theLossSaysWhereTheCutIs() {
        byte[] cut = Recordings.bytes(Recordings.HEADER + "\n{\"t\":1,\"p\":1,\"n\":1,\"e\":\"process.st");
        assertEquals(
                List.of(new Loss("trace.jsonl", 2, Loss.Kind.CUT_OFF, "cut off in the middle of a line")),
                Recordings.read(cut).reports().getFirst().losses());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRecordingWithDamagedBytesLoads(long seed) {
        byte[] bytes = Recordings.generated(200, seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int each = 0; each < 20; each++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Loaded loaded = Recordings.read(bytes);
        assertTrue(loaded.reports().size() + loaded.unusable().size() > 0);
    }

    private static List<Loss.Kind> kinds(LoadReport report) {
        return report.losses().stream().map(Loss::kind).distinct().toList();
    }

    /// Also the last line, where only its line end is missing.
    private static int wholeLines(byte[] bytes, int cut) {
        int count = 0;
        for (int each = 0; each < cut; each++) {
            count += bytes[each] == '\n' ? 1 : 0;
        }
        return count + (bytes[cut - 1] != '\n' && bytes[cut] == '\n' ? 1 : 0);
    }

    private static int indexOfLineEnd(byte[] bytes, int from) {
        int end = from;
        while (bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
