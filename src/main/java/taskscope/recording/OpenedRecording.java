package taskscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/// A file that is open, unpacked on the way, and looks like a recording.
final class OpenedRecording implements AutoCloseable {

    private static final String RECORD_IT = "record one with 'taskscope record -- uvicorn app:app'";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final RecordingSource source;
    private final PeekedInput packed;
    private final PeekedInput lines;
    private final Packing packing;

    private OpenedRecording(RecordingSource source, PeekedInput packed, PeekedInput lines, Packing packing) {
        this.source = source;
        this.packed = packed;
        this.lines = lines;
        this.packing = packing;
    }

    static OpenedRecording open(RecordingSource source) throws Unusable {
        PeekedInput packed = new PeekedInput(stream(source));
        byte[] first = packed.peek();
        Packing packing = Packing.of(first);
        if (first.length == 0) {
            throw packed.failure() == null
                    ? new Unusable(source, "is empty", RECORD_IT)
                    : cannotRead(source, packed.failure());
        }
        PeekedInput lines = packing == Packing.NONE ? packed : new PeekedInput(unpacked(source, packing, packed));
        byte[] beginning = lines.peek();
        if (startsWith(beginning, BYTE_ORDER_MARK)) {
            lines.drop(BYTE_ORDER_MARK.length);
            beginning = lines.peek();
        }
        if (!Beginning.isOfARecording(beginning)) {
            throw Beginning.foreign(source, beginning, lines.failure());
        }
        return new OpenedRecording(source, packed, lines, packing);
    }

    InputStream lines() {
        return lines;
    }

    /// How much of the file was read.
    double fraction() {
        return source.byteCount() <= 0
                ? LoadProgress.UNKNOWN
                : Math.min(1, packed.takenCount() / (double) source.byteCount());
    }

    /// What it means that the file could not be read to its end.
    String problem(IOException broken) {
        return packing == Packing.NONE
                ? "could not be read further: " + reason(broken)
                : "the " + packing.words() + " data is damaged or cut off, and nothing after it could be unpacked";
    }

    Loss.Kind problemKind() {
        return packing == Packing.NONE ? Loss.Kind.CUT_OFF : Loss.Kind.DAMAGED_COMPRESSION;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static InputStream stream(RecordingSource source) throws Unusable {
        if (source.isFile() && Files.isDirectory(source.path())) {
            throw new Unusable(source, "is a directory", "name a recording in it, such as trace.jsonl");
        }
        try {
            return source.opening().open();
        } catch (NoSuchFileException missing) {
            throw new Unusable(source, "does not exist", "check the path, or " + RECORD_IT);
        } catch (AccessDeniedException denied) {
            throw new Unusable(source, "may not be read", "give yourself permission to read it");
        } catch (IOException broken) {
            throw cannotRead(source, broken);
        }
    }

    private static InputStream unpacked(RecordingSource source, Packing packing, PeekedInput packed) throws Unusable {
        try {
            return packing.unpack(packed);
        } catch (IOException broken) {
            throw new Unusable(source, "has damaged " + packing.words() + " data at its start", "copy it again");
        } catch (LinkageError missing) {
            throw new Unusable(
                    source,
                    "is packed with " + packing.words() + ", which cannot be unpacked on this machine",
                    "unpack it yourself, for example with 'zstd -d', and open the result");
        }
    }

    private static Unusable cannotRead(RecordingSource source, IOException broken) {
        return new Unusable(source, "cannot be read (" + reason(broken) + ")", "check the disk and the permissions");
    }

    private static String reason(IOException broken) {
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return new String(bytes, 0, Math.min(bytes.length, start.length), StandardCharsets.ISO_8859_1)
                .equals(new String(start, StandardCharsets.ISO_8859_1));
    }
}
