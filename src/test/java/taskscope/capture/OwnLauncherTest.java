package taskscope.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnLauncherTest {

    @Test
    void whatTheLauncherAddedIsTakenAway() {
        assertEquals(
                Map.of("A", "b"),
                cleaned(Map.of("A", "b", "_JPACKAGE_LAUNCHER", "0", "LD_LIBRARY_PATH", ":/opt/taskscope/lib/app")));
        assertEquals(
                Map.of("LD_LIBRARY_PATH", "/x:/y"),
                cleaned(Map.of("_JPACKAGE_LAUNCHER", "12", "LD_LIBRARY_PATH", "/x:/y:/opt/taskscope/lib/app")));
    }

    @Test
    void withoutTheLauncherNothingChanges() {
        assertEquals(Map.of("LD_LIBRARY_PATH", "/x:/y"), cleaned(Map.of("LD_LIBRARY_PATH", "/x:/y")));
    }

    private static Map<String, String> cleaned(Map<String, String> before) {
        var environment = new HashMap<>(before);
        OwnLauncher.removeFrom(environment);
        return environment;
    }
}
