package taskscope.capture;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Python that runs the user's program: the one asked for, else the active virtual environment, else `.venv` in
/// the working directory, else `python3` on PATH.
public record Interpreter(String program) {

    private static final boolean IS_WINDOWS = File.separatorChar == '\\';

    /// A Python answers within a second; a machine that swaps may take longer.
    private static final int PATIENCE_SECONDS = 30;

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final String ASK_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])";

    /// The recorder uses nothing that 3.8 lacks.
    private static final int OLDEST_MINOR = 8;

    public static Interpreter choose(@Nullable String asked, Map<String, String> environment, Path directory)
            throws CannotRecord {
        Interpreter chosen = asked == null ? found(environment, directory) : new Interpreter(named(asked, directory));
        chosen.check(directory);
        return chosen;
    }

    private static Interpreter found(Map<String, String> environment, Path directory) throws CannotRecord {
        String active = environment.getOrDefault("VIRTUAL_ENV", "");
        return Stream.of(active, ".venv")
                .filter(each -> !each.isEmpty())
                .map(each -> inEnvironment(directory.resolve(each)))
                .filter(Files::isRegularFile)
                .map(each -> new Interpreter(each.toString()))
                .findFirst()
                .or(() -> onPath("python3", environment).map(Interpreter::new))
                .or(() -> onPath("python", environment).map(Interpreter::new))
                .orElseThrow(() -> new CannotRecord("no Python: no virtual environment is active, there is no .venv in "
                        + directory + " and no python3 on PATH; name one with --python"));
    }

    private static Path inEnvironment(Path environment) {
        return IS_WINDOWS ? environment.resolve("Scripts/python.exe") : environment.resolve("bin/python");
    }

    private static Optional<String> onPath(String name, Map<String, String> environment) {
        String file = IS_WINDOWS ? name + ".exe" : name;
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, file))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String named(String asked, Path directory) throws CannotRecord {
        boolean isPath = asked.contains("/") || asked.contains(File.separator);
        Path path = isPath ? directory.resolve(asked).normalize() : Path.of(asked);
        if (isPath && Files.isDirectory(path)) {
            throw new CannotRecord("--python " + asked + " is a directory; give the interpreter in it, such as "
                    + inEnvironment(Path.of(asked)));
        }
        return path.toString();
    }

    private void check(Path directory) throws CannotRecord {
        Matcher version = VERSION.matcher(ask(directory));
        if (!version.find()) {
            throw new CannotRecord(program + " is not a Python that works: it did not say its version; name another"
                    + " one with --python");
        }
        int major = Integer.parseInt(version.group(1));
        if (major < 3 || (major == 3 && Integer.parseInt(version.group(2)) < OLDEST_MINOR)) {
            throw new CannotRecord(program + " is Python " + version.group() + "; the recorder needs Python 3."
                    + OLDEST_MINOR + " or later: name one with --python");
        }
    }

    private String ask(Path directory) throws CannotRecord {
        try {
            var builder = new ProcessBuilder(program, "-S", "-c", ASK_VERSION)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            OwnLauncher.removeFrom(builder.environment());
            Process asked = builder.start();
            asked.getOutputStream().close();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
            }
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException noSuchProgram) {
            throw new CannotRecord("no such Python: " + program + " cannot be started; name another one with --python");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotRecord("stopped before " + program + " had started");
        }
    }
}
