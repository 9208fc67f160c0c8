package taskscope.recording;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Opens a recording, whichever way it is compressed; what is inside decides, not the name.
final class RecordingFile {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;
    private static final int BUFFER_BYTES = 1 << 16;

    private RecordingFile() {}

    /// A file that cannot be opened, with the sentence for people.
    static final class CannotOpen extends Exception {

        private static final long serialVersionUID = 1;

        private final transient NotARecording reason;

        CannotOpen(NotARecording reason) {
            super(reason.sentence());
            this.reason = reason;
        }

        NotARecording reason() {
            return reason;
        }
    }

    static InputStream open(Path file) throws CannotOpen {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new CannotOpen(new NotARecording(name, "is a directory.", "Name the recording inside it."));
        }
        try {
            return uncompressed(name, Files.newInputStream(file));
        } catch (NoSuchFileException _) {
            throw new CannotOpen(new NotARecording(name, "does not exist.", "Check the name."));
        } catch (AccessDeniedException _) {
            throw new CannotOpen(new NotARecording(
                    name, "may not be read by you.", "Ask for permission to read it, or copy it as its owner."));
        } catch (IOException fault) {
            throw new CannotOpen(unreadable(name, fault));
        }
    }

    static NotARecording unreadable(String name, IOException fault) {
        return new NotARecording(
                name,
                "cannot be read (" + VisibleText.of(String.valueOf(fault.getMessage())) + ").",
                "Check the disk and the file.");
    }

    static InputStream uncompressed(String name, InputStream raw) throws IOException, CannotOpen {
        var in = new BufferedInputStream(raw, BUFFER_BYTES);
        in.mark(4);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return switch (magic) {
            case GZIP_MAGIC -> new GZIPInputStream(in, BUFFER_BYTES);
            case ZSTD_MAGIC -> zstd(name, in);
            default -> in;
        };
    }

    /// The library unpacks native code into the temporary directory, and cannot where that is forbidden.
    private static InputStream zstd(String name, InputStream in) throws IOException, CannotOpen {
        try {
            return new ZstdInputStream(in).setContinuous(true);
        } catch (ExceptionInInitializerError | UnsatisfiedLinkError | NoClassDefFoundError _) {
            throw new CannotOpen(new NotARecording(
                    name,
                    "is compressed with zstd, which cannot be unpacked here.",
                    "Unpack it with the command zstd -d, and open the result."));
        }
    }
}
