package taskscope.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoriesTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void linuxHasItsOwnPlaces() {
        assertEquals(
                new Directories(HOME.resolve(".config/taskscope"), HOME.resolve(".local/state/taskscope")),
                Directories.of("Linux", Map.of(), HOME));
    }

    @Test
    void theUsersPlacesWinWhereTheyAreAbsolute() {
        assertEquals(
                new Directories(Path.of("/etc/ada/taskscope"), HOME.resolve(".local/state/taskscope")),
                Directories.of("Linux", Map.of("XDG_CONFIG_HOME", "/etc/ada", "XDG_STATE_HOME", "relative"), HOME));
    }

    @Test
    void macHasItsOwnPlaces() {
        assertEquals(
                HOME.resolve("Library/Application Support/taskscope"),
                Directories.of("Mac OS X", Map.of(), HOME).config());
    }
}
