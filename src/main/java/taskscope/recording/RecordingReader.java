package taskscope.recording;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Reads recordings: files of one run become one trace, and every line that cannot be used a loss.
///
/// The parts of a recording that rotates are read in their order, by the numbers in their names. Whatever is wrong with
/// a file is a value in the answer, never an exception.
public final class RecordingReader {

    private RecordingReader() {}

    public static Loaded read(List<Path> files, LoadProgress progress) {
        return readAll(files.stream().map(RecordingSource::file).toList(), progress);
    }

    /// The same where `-` is standard input, as on the command line.
    public static Loaded read(List<Path> files, InputStream standardInput, LoadProgress progress) {
        return readAll(
                files.stream()
                        .map(each -> each.toString().equals("-")
                                ? RecordingSource.stream("standard input", standardInput)
                                : RecordingSource.file(each))
                        .toList(),
                progress);
    }

    /// Reads a stream to its end and leaves it open; `name` is what losses call it.
    public static Loaded read(String name, InputStream in, LoadProgress progress) {
        return readAll(List.of(RecordingSource.stream(name, in)), progress);
    }

    /// One recording in memory, line by line; lines may be damaged, but not all of them.
    public static LoadReport readLines(List<String> lines) {
        Loaded loaded = readAll(List.of(RecordingSource.lines(lines)), LoadProgress.UNWATCHED);
        if (loaded.reports().size() != 1) {
            throw new IllegalArgumentException("not the lines of one recording: " + loaded.unusable());
        }
        return loaded.reports().getFirst();
    }

    private static Loaded readAll(List<RecordingSource> sources, LoadProgress progress) {
        Load load = new Load(progress, MemoryGuard.ofThisProcess());
        PartOrder.of(sources).forEach(load::add);
        return load.finished();
    }
}
