package taskscope.recording;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Reads recordings: files of one run become one trace, and every line that cannot be used a loss.
public final class RecordingReader {

    private RecordingReader() {}

    /// Whatever is wrong with a file is a value in the answer, never an exception.
    public static Loaded read(List<Path> files, LoadProgress progress) {
        return readAll(files.stream().map(RecordingSource::file).toList(), progress);
    }

    /// The same for command lines, where `-` is standard input.
    public static Loaded read(List<Path> files, InputStream standardInput, LoadProgress progress) {
        return readAll(
                files.stream()
                        .map(each -> each.toString().equals("-")
                                ? RecordingSource.standardInput(standardInput)
                                : RecordingSource.file(each))
                        .toList(),
                progress);
    }

    /// One recording in memory, line by line; the lines may be damaged, but the first must be usable.
    public static LoadReport readLines(List<String> lines) {
        Loaded loaded = readAll(List.of(RecordingSource.lines("lines", lines)), LoadProgress.UNWATCHED);
        if (loaded.reports().size() != 1) {
            throw new IllegalArgumentException("not the lines of one recording: " + loaded.unusable());
        }
        return loaded.reports().getFirst();
    }

    public static Loaded readAll(List<RecordingSource> sources, LoadProgress progress) {
        Load load = new Load(progress);
        sources.forEach(load::add);
        return load.finished();
    }
}
