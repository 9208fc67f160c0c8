package taskscope.view.timeline;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import taskscope.timeline.DesignTrace;
import taskscope.view.JavaFxThread;

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
}
