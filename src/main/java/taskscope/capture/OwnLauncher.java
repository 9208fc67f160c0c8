package taskscope.capture;

import java.util.Map;

/// What the launcher of our image adds to the environment, and the user's program must not see.
final class OwnLauncher {

    /// Set by the launcher on Linux when it starts itself again with a longer library path.
    private static final String MARK = "_JPACKAGE_LAUNCHER";

    private static final String LIBRARIES = "LD_LIBRARY_PATH";

    private OwnLauncher() {}

    static void removeFrom(Map<String, String> environment) {
        if (environment.remove(MARK) == null) {
            return;
        }
        // The launcher puts its own directory last, behind a colon, even where there was nothing.
        String libraries = environment.getOrDefault(LIBRARIES, "");
        String usersOwn = libraries.substring(0, Math.max(0, libraries.lastIndexOf(':')));
        if (usersOwn.isEmpty()) {
            environment.remove(LIBRARIES);
        } else {
            environment.put(LIBRARIES, usersOwn);
        }
    }
}
