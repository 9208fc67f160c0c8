package taskscope.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that ran to its end, and what it said on both streams; its exit code is -1 where it never started.
record Ran(int exitCode, String output) {

    /// The slowest is pip without a cache.
    private static final int PATIENCE_MINUTES = 5;

    static Ran quietly(List<String> words) {
        return in(Path.of("").toAbsolutePath(), words);
    }

    static Ran in(Path directory, List<String> words) {
        try {
            Path output = Files.createTempFile("taskscope-ran", ".txt");
            Process process = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            var ran = new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            Files.delete(output);
            return ran;
        } catch (IOException noSuchProgram) {
            return new Ran(-1, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Ran(-1, "");
        }
    }

    boolean isFine() {
        return exitCode == 0;
    }
}
