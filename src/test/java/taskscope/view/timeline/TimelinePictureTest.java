package taskscope.view.timeline;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.rules.Rules;
import taskscope.recording.LoadProgress;
import taskscope.recording.RecordingReader;
import taskscope.timeline.DesignTrace;
import taskscope.view.JavaFxThread;
import taskscope.view.workbench.LoadedTrace;

/// Writes pictures to look at: `-Dpictures=FOLDER`.
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class TimelinePictureTest {

    @Test
    void theDesignAtEveryWidthAndInBothThemes() throws Exception {
        for (int width : new int[] {1280, 1600, 3840}) {
            for (boolean isDark : new boolean[] {false, true}) {
                JavaFxThread.call(() -> {
                    var shot = new Screenshot(DesignTrace.trace(), width, 640);
                    shot.workbench.dark().set(isDark);
                    shot.workbench
                            .playhead()
                            .set(shot.workbench
                                            .current()
                                            .orElseThrow()
                                            .trace()
                                            .events()
                                            .count()
                                    - 2);
                    shot.write(new File(
                            System.getProperty("pictures"), "design-" + width + (isDark ? "-dark" : "") + ".png"));
                    return null;
                });
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "recording", matches = ".+")
    void aRecordingAtEveryWidthAndInBothThemes() throws Exception {
        var loaded = RecordingReader.read(List.of(Path.of(System.getProperty("recording"))), LoadProgress.UNWATCHED);
        var report = loaded.reports().getFirst();
        var diagnosis = Diagnosis.of(report.trace(), Rules.all());
        for (int width : new int[] {1280, 1600, 3840}) {
            for (boolean isDark : new boolean[] {false, true}) {
                JavaFxThread.call(() -> {
                    var shot = new Screenshot(new LoadedTrace(report, diagnosis), width, 760);
                    shot.workbench.dark().set(isDark);
                    shot.pane.perform(TimelineAction.NEXT_EXCEPTION);
                    shot.pane.perform(TimelineAction.NEXT_FINDING);
                    String name = "recording-" + width + (isDark ? "-dark" : "") + ".png";
                    shot.write(new File(System.getProperty("pictures"), name));
                    return null;
                });
            }
        }
    }
}
