package taskscope.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import taskscope.capture.CannotRecord;
import taskscope.capture.HttpFile;

/// What stands between `record` and the command. `passedOn` are the recorder's own options, word by word.
record RecordOptions(
        @Nullable String output,
        @Nullable String python,
        List<String> passedOn,
        @Nullable String requests,
        List<String> command) {

    static final String USAGE = """
            usage: taskscope record [-o FILE] [--python PYTHON] [--sensor NAME=on|off]... [--requests FILE.http]
                                    [--capture NAME,...] [--rotate SIZE] [--flight MINUTES] -- COMMAND...

            Runs COMMAND as it would run alone (uvicorn app:app --port 8000, pytest tests, python main.py) and records
            what happens to its background tasks. Nothing is installed. Ctrl-C stops it and completes the recording.

              -o, --output FILE     where to write: .jsonl or .jsonl.gz (default: taskscope-DATE-TIME.jsonl here);
                                    an existing file is replaced only if it is a recording or empty
              --python PYTHON       the interpreter; default: the active virtual environment, .venv here, python3 on PATH
              --sensor NAME=on|off  turn one sensor on or off: requests, dependencies, tasks, exceptions, logs, sql, loop,
                                    stacks, threads, asyncio, uploads, memory, swallowed, process
              --requests FILE.http  wait until the server listens, send these requests, wait for the tasks, stop
              --capture NAME,...    record what is left out otherwise: values, locals, headers, query, sql
              --no-redact           do not leave secrets out of what is captured
              --no-source           do not record the lines of your functions
              --rotate SIZE         go on in a next file (trace.2.jsonl) when one has this size: 200MB, 1.5GB
              --keep N              with --rotate: delete all but the newest N files, 2 or more
              --flight MINUTES      keep the last minutes in memory, and write them when a task fails, a stall of more
                                    than a second ends, or SIGUSR2 comes
              --help                say this and end

            Exit code: that of COMMAND (128 + n for a signal), 0 when it was asked to stop, 2 if it never started.
            """;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    RecordOptions {
        passedOn = List.copyOf(passedOn);
        command = List.copyOf(command);
    }

    static boolean asksForHelp(List<String> arguments) {
        return !arguments.isEmpty()
                && (arguments.getFirst().equals("--help")
                        || arguments.getFirst().equals("-h"));
    }

    /// Reads options up to `--`, or up to the first word that is none.
    static RecordOptions parse(List<String> arguments) throws CannotRecord {
        Deque<String> rest = new ArrayDeque<>(arguments);
        @Nullable String output = null;
        @Nullable String python = null;
        @Nullable String requests = null;
        var passedOn = new ArrayList<String>();
        while (!rest.isEmpty() && rest.element().startsWith("-")) {
            String word = rest.remove();
            if (word.equals("--")) {
                break;
            }
            String name = word.replaceFirst("=.*", "");
            switch (name) {
                case "-o", "--output" -> output = value(word, rest);
                case "--python" -> python = value(word, rest);
                case "--requests" -> requests = value(word, rest);
                case "--sensor" -> passedOn.addAll(List.of(name, sensor(value(word, rest))));
                case "--capture", "--rotate", "--keep", "--flight" -> passedOn.addAll(List.of(name, value(word, rest)));
                case "--no-redact", "--no-source" -> passedOn.add(word);
                default -> throw new CannotRecord("there is no option " + word + "; see taskscope record --help");
            }
        }
        if (rest.isEmpty()) {
            throw new CannotRecord("there is no command to record; write it last: taskscope record -- uvicorn app:app");
        }
        if (requests != null && passedOn.contains("--flight")) {
            throw new CannotRecord("--flight holds back what --requests waits for; use one of the two");
        }
        return new RecordOptions(output, python, passedOn, requests, List.copyOf(rest));
    }

    private static String value(String word, Deque<String> rest) throws CannotRecord {
        int equals = word.indexOf('=');
        if (equals >= 0) {
            return word.substring(equals + 1);
        }
        if (rest.isEmpty() || rest.element().equals("--")) {
            throw new CannotRecord(word + " needs a value; see taskscope record --help");
        }
        return rest.remove();
    }

    private static String sensor(String wish) throws CannotRecord {
        if (!wish.matches("[a-z]+=(on|off)")) {
            throw new CannotRecord("--sensor takes NAME=on or NAME=off, not " + wish);
        }
        return wish;
    }

    /// The recording's absolute path.
    Path file(Path directory) throws CannotRecord {
        String name = output == null
                ? "taskscope-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + ".jsonl"
                : output;
        return resolved(name, directory);
    }

    Optional<HttpFile> readRequests(Path directory) throws CannotRecord {
        return requests == null ? Optional.empty() : Optional.of(HttpFile.read(resolved(requests, directory)));
    }

    private static Path resolved(String name, Path directory) throws CannotRecord {
        try {
            return directory.resolve(name).toAbsolutePath().normalize();
        } catch (InvalidPathException refused) {
            throw new CannotRecord("this is no file name here: " + name + " (" + refused.getReason() + ")");
        }
    }
}
