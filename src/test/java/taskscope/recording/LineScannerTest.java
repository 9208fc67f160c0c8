package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.trace.EventKind;

/// The quick way through a line and the thorough one come to the same.
class LineScannerTest {

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /// Blanks between the members are allowed JSON that the recorder never writes, so the scanner gives up on them.
    @ParameterizedTest
    @MethodSource("seeds")
    void bothWaysGiveTheSameTrace(long seed) {
        byte[] usual = Recordings.generated(400, seed);
        String odd = new String(usual, StandardCharsets.UTF_8)
                .lines()
                .map(each -> each.replaceFirst("\\{", "{ "))
                .collect(Collectors.joining("\n"));
        assertEquals(things(usual), things(Recordings.bytes(odd)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTextEndsAtTheFirstByteThatIsNotPlain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] text = new byte[200 + Words.SIZE];
        for (int each = 0; each < 200; each++) {
            int letter = random.nextInt(-128, 128);
            text[each] = (byte) (isSpecial(letter) && random.nextInt(20) > 0 ? 'x' : letter);
        }
        for (int start = 0; start < 200; start++) {
            int end = start;
            while (!isSpecial(text[end])) {
                end++;
            }
            assertEquals(end, Words.endOfPlainText(text, start));
        }
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void everyKindIsFoundByItsBytes(EventKind kind) {
        var table = new NameTable<>(List.of(EventKind.values()), EventKind::id);
        byte[] bytes = Arrays.copyOf(Recordings.bytes("__" + kind.id() + "\""), 60);
        assertEquals(kind, table.find(bytes, 2, 2 + kind.id().length()));
        bytes[4]++;
        assertNull(table.find(bytes, 2, 2 + kind.id().length()));
    }

    @Test
    void valuesThatWereMetBeforeAreTheSameObjects() throws BadLine {
        var cache = new ValueCache();
        byte[] bytes = Arrays.copyOf(Recordings.bytes("\"a\\nb\"[]\"a\\nb\"[]"), 40);
        Object text = cache.get(Key.PATH, bytes, 0, 6);
        assertEquals("a\nb", text);
        assertSame(text, cache.get(Key.NAME, bytes, 8, 14));
        assertEquals(List.of(), cache.get(Key.FRAMES, bytes, 6, 8));
    }

    private static List<Object> things(byte[] bytes) {
        LoadReport report = Recordings.read(bytes).reports().getFirst();
        assertEquals(List.of(), report.losses());
        return Recordings.things(report.trace());
    }

    private static boolean isSpecial(int letter) {
        return letter == '"' || letter == '\\' || (letter >= 0 && letter < ' ');
    }
}
