package taskscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import taskscope.capture.CannotRecord;
import taskscope.capture.GrowingRecording;
import taskscope.capture.HttpFile;
import taskscope.capture.Interpreter;
import taskscope.capture.RecordedCommand;
import taskscope.capture.RecordedProcess;
import taskscope.capture.RecordingFile;
import taskscope.capture.RequestRun;
import taskscope.capture.RunProgress;

/// `taskscope record`: runs a command under the recorder that ships inside.
public final class RecordCommand implements Command {

    private static final int NEVER_STARTED = 2;

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String summary() {
        return "runs your application and records its background tasks";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        if (RecordOptions.asksForHelp(arguments)) {
            console.out().print(RecordOptions.USAGE);
            return 0;
        }
        try {
            return record(RecordOptions.parse(arguments), console);
        } catch (CannotRecord reason) {
            say(console, reason.getMessage());
            return NEVER_STARTED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return NEVER_STARTED;
        }
    }

    private static int record(RecordOptions options, Console console) throws CannotRecord, InterruptedException {
        Optional<HttpFile> requests = options.readRequests(console.directory());
        var file = new RecordingFile(options.file(console.directory()));
        Interpreter python = Interpreter.choose(options.python(), System.getenv(), console.directory());
        String before = file.header();
        var recording = new GrowingRecording(file.path());
        RecordedProcess process = RecordedProcess.start(
                new RecordedCommand(python, file.path(), options.passedOn(), options.command(), console.directory()));
        if (requests.isPresent()) {
            drive(requests.get(), process, recording, console);
        }
        int exitCode = process.waitFor();
        if (!file.header().equals(before) || isRotated(recording)) {
            sum(process, recording, file, console);
        }
        return exitCode;
    }

    /// The first file may have been deleted by then.
    private static boolean isRotated(GrowingRecording recording) {
        try {
            recording.look();
        } catch (IOException saidLater) {
            return false;
        }
        return recording.isRotated();
    }

    private static void drive(HttpFile requests, RecordedProcess process, GrowingRecording recording, Console console)
            throws InterruptedException {
        try {
            RequestRun.of(requests, process, recording).forEach(fault -> say(console, fault));
        } catch (IOException unreadable) {
            say(console, "the requests end here, since the recording cannot be read: " + unreadable.getMessage());
            process.stop();
        }
    }

    private static void sum(RecordedProcess process, GrowingRecording recording, RecordingFile file, Console console)
            throws InterruptedException {
        try {
            process.waitForWorkers(recording);
            RunProgress progress = recording.look();
            console.err().println(summary(file, recording.isRotated(), progress, console.directory()));
        } catch (IOException unreadable) {
            say(console, "the recording cannot be read: " + unreadable.getMessage());
        }
    }

    private static void say(Console console, String sentence) {
        console.err().println("taskscope record: " + sentence);
    }

    private static String summary(RecordingFile file, boolean isRotated, RunProgress progress, Path directory) {
        String later = shown(file.beginning(), directory) + ".*" + file.ending();
        String first = shown(file.path(), directory);
        String shown = !isRotated ? first : Files.exists(file.path()) ? first + " " + later : later;
        return "taskscope: recorded %s and %s in %s; see what went wrong: taskscope check %s, or look at it: taskscope %s"
                .formatted(
                        counted(progress.requestCount(), "request"),
                        counted(progress.taskCount(), "background task"),
                        shown,
                        shown,
                        shown);
    }

    private static String shown(Path path, Path directory) {
        return Shell.quoted(path.startsWith(directory) ? directory.relativize(path) : path);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
