package taskscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads recordings: the bytes of files -> one [LoadReport] a run, and what could not be used.
///
/// A load runs on one thread, and may be cancelled through its [LoadProgress]: what was read so far is kept. No file
/// is too damaged: each line that cannot be used is a [Loss].
public final class RecordingReader {

    /// One run, with the files that told of it.
    private record Run(TraceBuilder builder, Set<Path> files) {}

    private final LoadProgress progress;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final List<NotARecording> unusable = new ArrayList<>();
    private long readBytes;
    private long totalBytes;

    private RecordingReader(LoadProgress progress) {
        this.progress = progress;
    }

    /// Reads files in their order; those of one run are merged.
    public static Loaded read(List<Path> files, LoadProgress progress) {
        var reader = new RecordingReader(progress);
        reader.totalBytes = files.stream().mapToLong(RecordingReader::size).sum();
        files.forEach(reader::file);
        return reader.loaded();
    }

    /// Reads one recording from a stream, such as standard input, and leaves it open; `name` is what losses call it.
    public static Loaded read(String name, InputStream in, LoadProgress progress) {
        var reader = new RecordingReader(progress);
        try {
            reader.stream(name, RecordingFile.uncompressed(name, in));
        } catch (RecordingFile.CannotOpen fault) {
            reader.unusable.add(fault.reason());
        } catch (IOException fault) {
            reader.unusable.add(RecordingFile.unreadable(name, fault));
        }
        return reader.loaded();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    private void file(Path file) {
        try (InputStream in = RecordingFile.open(file)) {
            stream(file.toString(), in);
        } catch (RecordingFile.CannotOpen fault) {
            unusable.add(fault.reason());
        } catch (IOException fault) {
            unusable.add(RecordingFile.unreadable(file.toString(), fault));
        }
    }

    private void stream(String name, InputStream in) {
        var reading = new FileReading(name);
        try {
            new Lines(in, reading).readAll();
        } catch (IOException _) {
            reading.lose(
                    Loss.Kind.DAMAGED_COMPRESSION, "the file is damaged or cut off here; everything before is shown");
        } catch (OutOfMemoryError _) {
            reading.lose(Loss.Kind.OUT_OF_MEMORY, "the memory was full here; everything before is shown");
        }
        reading.end();
    }

    private Loaded loaded() {
        List<LoadReport> reports = new ArrayList<>();
        for (Run run : runs.values()) {
            Losses losses = run.builder.losses();
            var trace = run.builder.build();
            reports.add(new LoadReport(List.copyOf(run.files), trace, losses.count(), losses.listed()));
        }
        return new Loaded(reports, unusable);
    }

    /// One file: its lines go to the run that its header names.
    private final class FileReading implements Lines.Reader {

        private final String name;
        private final EventDecoder decoder = new EventDecoder();
        private final RawEvent raw = new RawEvent();
        private final StringBuilder opening = new StringBuilder();
        private @Nullable TraceBuilder builder;
        private @Nullable NotARecording refused;
        private long line;

        FileReading(String name) {
            this.name = name;
        }

        @Override
        public void line(byte[] bytes, int start, int end, boolean isWhole) {
            line++;
            int from = line == 1 ? afterByteOrderMark(bytes, start, end) : start;
            if (refused != null || isBlank(bytes, from, end)) {
                return;
            }
            try {
                decoder.decode(bytes, from, end, raw);
                take();
            } catch (BadLine bad) {
                bad(bad, bytes, from, end, isWhole);
            }
        }

        private void take() {
            if (raw.has(Key.TASKSCOPE)) {
                header();
            } else if (builder != null) {
                builder.take(raw, line);
            } else if (raw.has(Key.E) && raw.has(Key.T)) {
                run(Header.missing());
                lose(Loss.Kind.NOT_AN_EVENT, "is the first line, but no header: nothing is known of the versions");
                builder().take(raw, line);
            } else {
                throw new BadLine(Loss.Kind.NOT_AN_EVENT, "is JSON of another kind");
            }
        }

        private void header() {
            Header header = Header.of(raw);
            run(header);
            if (header.version() > Header.VERSION) {
                lose(
                        Loss.Kind.NEWER_VERSION,
                        "the format is version " + header.version() + ", this Taskscope reads version " + Header.VERSION
                                + ": what is shown may be incomplete");
            }
        }

        private void run(Header header) {
            Run run = runs.computeIfAbsent(
                    header.info().runId(), _ -> new Run(new TraceBuilder(header, new Losses()), new LinkedHashSet<>()));
            run.files.add(Path.of(name));
            run.builder.losses().in(name);
            builder = run.builder;
        }

        private TraceBuilder builder() {
            if (builder == null) {
                run(Header.missing());
            }
            return java.util.Objects.requireNonNull(builder);
        }

        private void bad(BadLine bad, byte[] bytes, int start, int end, boolean isWhole) {
            if (builder == null) {
                refuse(bytes, start, end);
            } else if (isWhole) {
                lose(bad.kind() == Loss.Kind.CUT_OFF ? Loss.Kind.NOT_JSON : bad.kind(), bad.what());
            } else {
                lose(Loss.Kind.CUT_OFF, "cut off in the middle of a line");
            }
        }

        /// The first line decides whether a file is a recording at all.
        private void refuse(byte[] bytes, int start, int end) {
            int shown = Math.min(end - start, 80);
            opening.append(VisibleText.of(new String(bytes, start, shown, StandardCharsets.UTF_8)));
            refused = new NotARecording(
                    name,
                    "is not a Taskscope recording; it begins with: " + opening,
                    "Taskscope reads .jsonl, .jsonl.gz and .jsonl.zst that its recorder wrote.");
        }

        @Override
        public void tooLong() {
            line++;
            if (builder == null) {
                refused = new NotARecording(
                        name,
                        "is not a Taskscope recording; its first line is longer than 16 MiB.",
                        "Taskscope reads .jsonl, .jsonl.gz and .jsonl.zst that its recorder wrote.");
            } else {
                lose(Loss.Kind.TOO_LONG, "is longer than 16 MiB");
            }
        }

        @Override
        public boolean goOn(int blockBytes) {
            readBytes += blockBytes;
            int events = builder == null ? 0 : builder.eventCount();
            progress.reached(
                    totalBytes == 0 ? LoadProgress.UNKNOWN : Math.min(1.0, readBytes / (double) totalBytes), events);
            return refused == null && !progress.isCancelled();
        }

        void lose(Loss.Kind kind, String what) {
            if (builder != null) {
                builder.losses().add(line, kind, what);
            }
        }

        void end() {
            if (refused != null) {
                unusable.add(refused);
            } else if (builder == null) {
                unusable.add(new NotARecording(
                        name,
                        line == 0 ? "is empty." : "holds only blank lines.",
                        "Record again, or look whether the application ever started."));
            }
        }

        private static int afterByteOrderMark(byte[] bytes, int start, int end) {
            boolean isThere = end - start >= 3
                    && bytes[start] == (byte) 0xEF
                    && bytes[start + 1] == (byte) 0xBB
                    && bytes[start + 2] == (byte) 0xBF;
            return isThere ? start + 3 : start;
        }

        private static boolean isBlank(byte[] bytes, int start, int end) {
            for (int i = start; i < end; i++) {
                if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                    return false;
                }
            }
            return true;
        }
    }
}
