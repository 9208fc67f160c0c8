package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compressed files, line ends and byte order marks: the trace is the same, or the loss says why not.
class PackingTest {

    private static final byte[] PLAIN = Recordings.generated(3_000, 7);

    @Test
    void aGzipFileIsReadLikeAPlainOne() throws IOException {
        assertEquals(things(PLAIN), things(gzip(PLAIN)));
    }

    @Test
    void gzipMembersOneAfterTheOtherAreOneFile() throws IOException {
        byte[] first = gzip(Arrays.copyOf(PLAIN, 10_000));
        byte[] second = gzip(Arrays.copyOfRange(PLAIN, 10_000, PLAIN.length));
        assertEquals(things(PLAIN), things(joined(first, second)));
    }

    /// A pipe may have nothing to read for a moment, also between two members.
    @Test
    void gzipMembersAreReadFromASlowPipe() throws IOException {
        InputStream pipe =
                new SequenceInputStream(
                        new ByteArrayInputStream(gzip(Arrays.copyOf(PLAIN, 10_000))),
                        new ByteArrayInputStream(gzip(Arrays.copyOfRange(PLAIN, 10_000, PLAIN.length)))) {
                    @Override
                    public int available() {
                        return 0;
                    }
                };
        Loaded loaded = RecordingReader.read("trace.jsonl", pipe, LoadProgress.UNWATCHED);
        assertEquals(
                things(PLAIN), Recordings.things(loaded.reports().getFirst().trace()));
    }

    @Test
    void aZstdFileIsReadLikeAPlainOne() {
        assertEquals(things(PLAIN), things(Zstd.compress(PLAIN)));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkChangeNothing() {
        String text = "\ufeff" + new String(PLAIN, StandardCharsets.UTF_8).replace("\n", "\r\n");
        assertEquals(things(PLAIN), things(Recordings.bytes(text)));
    }

    static IntStream cuts() {
        return IntStream.range(1, 40);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aGzipFileThatWasCutOffIsReadToTheCut(int cut) throws IOException {
        byte[] packed = gzip(PLAIN);
        readsToTheCut(Arrays.copyOf(packed, packed.length * cut / 40));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aZstdFileThatWasCutOffIsReadToTheCut(int cut) {
        byte[] packed = Zstd.compress(PLAIN);
        readsToTheCut(Arrays.copyOf(packed, packed.length * cut / 40));
    }

    @Test
    void aGzipFileWithoutContentIsNoRecording() throws IOException {
        Loaded loaded = Recordings.read(Arrays.copyOf(gzip(PLAIN), 9));
        assertEquals(
                List.of("trace.jsonl has damaged gzip data at its start: copy it again."),
                loaded.unusable().stream().map(NotARecording::sentence).toList());
    }

    private static void readsToTheCut(byte[] cut) {
        Loaded loaded = Recordings.read(cut);
        if (loaded.reports().isEmpty()) {
            assertEquals(
                    List.of("holds nothing that can be unpacked"),
                    loaded.unusable().stream().map(NotARecording::reason).toList());
            return;
        }
        LoadReport report = loaded.reports().getFirst();
        assertEquals(
                List.of(Loss.Kind.DAMAGED_COMPRESSION),
                report.losses().stream().map(Loss::kind).toList());
        List<String> whole = Recordings.texts(
                Recordings.read(PLAIN).reports().getFirst().trace().events());
        List<String> read = Recordings.texts(report.trace().events());
        assertEquals(whole.subList(0, read.size()), read);
    }

    private static List<Object> things(byte[] bytes) {
        LoadReport report = Recordings.read(bytes).reports().getFirst();
        assertEquals(List.of(), report.losses());
        return Recordings.things(report.trace());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
