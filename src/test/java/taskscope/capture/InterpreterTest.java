package taskscope.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The interpreters here are shell scripts that say which Python they are.
@DisabledOnOs(OS.WINDOWS)
class InterpreterTest {

    @TempDir
    private Path directory;

    @Test
    void theOneAskedForComesFirst() throws CannotRecord, IOException {
        Path asked = python("other/python", "3.12");
        python("active/bin/python", "3.11");
        assertEquals(new Interpreter(asked.toString()), choose(asked.toString(), "active"));
        assertEquals(new Interpreter(asked.toString()), choose("other/python", "active"));
    }

    @Test
    void thenTheActiveEnvironmentThenTheOneHereThenThePath() throws CannotRecord, IOException {
        Path onPath = python("python3", "3.9");
        assertEquals(new Interpreter(onPath.toString()), choose(null, ""));
        Path here = python(".venv/bin/python", "3.10");
        assertEquals(new Interpreter(here.toString()), choose(null, ""));
        Path active = python("active/bin/python", "3.11");
        assertEquals(new Interpreter(active.toString()), choose(null, "active"));
    }

    @Test
    void whatIsNoPythonIsRefusedInOneSentence() throws IOException {
        assertEquals(
                "no such Python: nowhere/python cannot be started; name another one with --python",
                refusal("nowhere/python"));
        Path old = python("old/python", "2.7");
        assertEquals(
                "old/python is Python 2.7; the recorder needs Python 3.8 or later: name one with --python",
                refusal(old.toString()));
        assertEquals(
                "old/python is not a Python that works: it did not say its version; name another one with --python",
                refusal(python("old/python", "nothing").toString()));
        assertEquals(
                "--python old is a directory; give the interpreter in it, such as old/bin/python",
                refusal("./old").replace("./", ""));
    }

    @Test
    void whereThereIsNoneAtAllThatIsSaid() {
        assertEquals(
                "no Python: no virtual environment is active, there is no .venv in . and no python3 on PATH; name one "
                        + "with --python",
                refusal(null));
    }

    private Interpreter choose(@Nullable String asked, String active) throws CannotRecord {
        return Interpreter.choose(asked, Map.of("VIRTUAL_ENV", active, "PATH", directory.toString()), directory);
    }

    private String refusal(@Nullable String asked) {
        String sentence =
                assertThrows(CannotRecord.class, () -> choose(asked, "")).getMessage();
        return sentence.replace(directory + "/", "").replace(directory.toString(), ".");
    }

    private Path python(String name, String version) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho " + version + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
