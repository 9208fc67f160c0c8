package taskscope.capture;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A recording that is still being written, read on from where the last look ended; of one that rotates, part after
/// part.
public final class GrowingRecording {

    private static final int CHUNK_BYTES = 1 << 20;

    private final RecordingParts parts;
    private final RunProgress progress = new RunProgress();

    /// Later parts that were there before: of an earlier recording, which the recorder may be about to delete.
    private final Map<Path, String> stale = new HashMap<>();

    private Path file;
    private int part = 1;
    private long seenBytes;
    private byte[] unfinishedLine = {};

    /// Made before the recording begins.
    public GrowingRecording(Path file) {
        this.file = file;
        this.parts = new RecordingParts(file);
        for (OptionalInt old = parts.after(1); old.isPresent(); old = parts.after(old.getAsInt())) {
            Path path = parts.path(old.getAsInt());
            stale.put(path, new RecordingFile(path).header());
        }
    }

    /// Takes in what was written since the last look.
    public RunProgress look() throws IOException {
        lookAtPart();
        for (OptionalInt next = next(); next.isPresent(); next = next()) {
            // What was written to this part before there was a next one: now or never.
            lookAtPart();
            part = next.getAsInt();
            file = parts.path(part);
            seenBytes = 0;
            unfinishedLine = new byte[0];
            lookAtPart();
        }
        return progress;
    }

    /// Whether the recording went on in a later file.
    public boolean isRotated() {
        return part > 1;
    }

    private OptionalInt next() {
        OptionalInt next = parts.after(part);
        while (next.isPresent() && isStale(parts.path(next.getAsInt()))) {
            next = parts.after(next.getAsInt());
        }
        return next;
    }

    private boolean isStale(Path path) {
        String before = stale.get(path);
        return before != null && new RecordingFile(path).header().equals(before);
    }

    private void lookAtPart() throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(seenBytes);
            for (byte[] chunk = read(channel); chunk.length > 0; chunk = read(channel)) {
                if (!takeChunk(chunk)) {
                    break;
                }
                seenBytes += chunk.length;
            }
        } catch (NoSuchFileException notYet) {
            // Or no more: the oldest part was deleted.
        }
    }

    private byte[] read(SeekableByteChannel channel) throws IOException {
        long restBytes = channel.size() - channel.position();
        // A compressed recording is taken in whole members: its rest may not be cut in the middle of one.
        long wantedBytes = isCompressed() ? restBytes : Math.min(restBytes, CHUNK_BYTES);
        var buffer = ByteBuffer.allocate(Math.toIntExact(Math.max(0, wantedBytes)));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private boolean isCompressed() {
        return file.toString().endsWith(".gz");
    }

    private boolean takeChunk(byte[] chunk) throws IOException {
        if (!isCompressed()) {
            takeLines(chunk);
            return true;
        }
        try (InputStream members = new GZIPInputStream(new ByteArrayInputStream(chunk))) {
            takeLines(members.readAllBytes());
            return true;
        } catch (EOFException | ZipException memberIsBeingWritten) {
            return false;
        }
    }

    private void takeLines(byte[] chunk) {
        byte[] bytes = chunk;
        if (unfinishedLine.length > 0) {
            bytes = Arrays.copyOf(unfinishedLine, unfinishedLine.length + chunk.length);
            System.arraycopy(chunk, 0, bytes, unfinishedLine.length, chunk.length);
        }
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                progress.take(bytes, from, at - from);
                from = at + 1;
            }
        }
        unfinishedLine = Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
