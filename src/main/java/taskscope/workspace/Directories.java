package taskscope.workspace;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where this platform keeps what programs remember (`config`) and what they log (`state`).
public record Directories(Path config, Path state) {

    private static final String NAME = "taskscope";

    public static Directories ofThisMachine() {
        return of(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    static Directories of(String system, Map<String, String> environment, Path home) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return new Directories(
                    home.resolve("Library/Application Support").resolve(NAME),
                    home.resolve("Library/Logs").resolve(NAME));
        }
        if (os.contains("windows")) {
            return new Directories(
                    absolute(environment.get("APPDATA"), home.resolve("AppData/Roaming"))
                            .resolve(NAME),
                    absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"))
                            .resolve(NAME));
        }
        return new Directories(
                absolute(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
                        .resolve(NAME),
                absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                        .resolve(NAME));
    }

    /// The XDG specification says that a relative path is to be ignored.
    private static Path absolute(@Nullable String wished, Path otherwise) {
        return wished != null && Path.of(wished).isAbsolute() ? Path.of(wished) : otherwise;
    }
}
