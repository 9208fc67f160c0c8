package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands the lines of one source to the run that they belong to.
final class SourceLoad {

    /// A file that begins with more bad lines than this is listed only in part.
    private static final int MOST_EARLY = 200;

    private final RecordingSource source;
    private final Function<Header, RunLoad> runs;
    private @Nullable RunLoad run;
    private long lineCount;

    /// Bad lines before the first header or event: told of when it is known to what run they belong.
    private final List<Loss> early = new ArrayList<>();

    SourceLoad(RecordingSource source, Function<Header, RunLoad> runs) {
        this.source = source;
        this.runs = runs;
    }

    void add(EventBatch batch) {
        int headers = 0;
        int lost = 0;
        for (int event = 0; event <= batch.count; event++) {
            while (headers < batch.headers.size() && batch.headers.get(headers).before() == event) {
                begin(batch.headers.get(headers++));
            }
            while (lost < batch.lostLines.size() && batch.lostLines.get(lost).before() == event) {
                EventBatch.LostLine line = batch.lostLines.get(lost++);
                lose(new Loss(source.name(), lineCount + line.line(), line.kind(), line.what()));
            }
            if (event < batch.count) {
                owner().add(batch, event, lineCount + batch.line[event]);
            }
        }
        lineCount += batch.lineCount;
    }

    /// The source could not be read to its end.
    void brokeOff(Loss.Kind kind, String what) {
        lose(new Loss(source.name(), 0, kind, what));
    }

    /// Tells of a source in which nothing could be used; a header that was cut off makes an empty recording.
    Optional<NotARecording> end() {
        boolean isCutOff = early.stream()
                .anyMatch(each -> each.kind() == Loss.Kind.CUT_OFF || each.kind() == Loss.Kind.DAMAGED_COMPRESSION);
        if (run == null && !isCutOff) {
            return Optional.of(new NotARecording(
                    source.name(),
                    "has no line that can be used"
                            + (early.isEmpty()
                                    ? ""
                                    : ", the first is " + early.getFirst().what()),
                    "copy it again from where it was recorded"));
        }
        owner();
        return Optional.empty();
    }

    private void begin(EventBatch.HeaderLine line) {
        RunLoad begun = enter(runs.apply(line.header()));
        begun.begin(line.header());
        if (line.header().isNewer()) {
            begun.lossesAt(lineCount + line.line())
                    .add(
                            Loss.Kind.NEWER_VERSION,
                            "written in version " + line.header().version()
                                    + " of the format, which is newer than this Taskscope: some of it may be missing");
        }
    }

    /// Events without a header are kept, in a run of which nothing is known.
    private RunLoad owner() {
        if (run == null) {
            RunLoad headless = enter(runs.apply(Header.UNKNOWN));
            headless.lossesAt(1)
                    .add(
                            Loss.Kind.NOT_AN_EVENT,
                            "the header is missing or damaged, so nothing is known of versions and sensors");
            return headless;
        }
        return run;
    }

    private RunLoad enter(RunLoad entered) {
        run = entered;
        entered.enter(source);
        early.forEach(each -> tell(entered, each));
        early.clear();
        return entered;
    }

    private void lose(Loss loss) {
        if (run != null) {
            tell(run, loss);
        } else if (early.size() < MOST_EARLY) {
            early.add(loss);
        }
    }

    private void tell(RunLoad owner, Loss loss) {
        owner.lossesAt(loss.line()).add(loss.kind(), loss.what());
        owner.builder().lostALine();
    }
}
