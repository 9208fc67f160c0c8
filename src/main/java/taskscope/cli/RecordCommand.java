package taskscope.cli;

import java.io.IOException;
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
            console.err().println("taskscope record: " + reason.getMessage());
            return NEVER_STARTED;
        } catch (IOException unreadable) {
            console.err().println("taskscope record: the recording cannot be read: " + unreadable.getMessage());
            return NEVER_STARTED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return NEVER_STARTED;
        }
    }

    private static int record(RecordOptions options, Console console)
            throws CannotRecord, IOException, InterruptedException {
        Optional<HttpFile> requests = options.readRequests(console.directory());
        var file = new RecordingFile(options.file(console.directory()));
        Interpreter python = Interpreter.choose(options.python(), System.getenv(), console.directory());
        String before = file.header();
        RecordedProcess process = RecordedProcess.start(
                new RecordedCommand(python, file.path(), options.sensors(), options.command(), console.directory()));
        var recording = new GrowingRecording(file.path());
        if (requests.isPresent()) {
            RequestRun.of(requests.get(), process, recording)
                    .forEach(fault -> console.err().println("taskscope record: " + fault));
        }
        int exitCode = process.waitFor(recording);
        if (!file.header().equals(before)) {
            console.err().println(summary(file.path(), recording.look(), console.directory()));
        }
        return exitCode;
    }

    private static String summary(Path file, RunProgress progress, Path directory) {
        String shown = Shell.quoted(file.startsWith(directory) ? directory.relativize(file) : file);
        return "taskscope: recorded %s and %s in %s; see what went wrong: taskscope check %s, or look at it: taskscope %s"
                .formatted(
                        counted(progress.requestCount(), "request"),
                        counted(progress.taskCount(), "background task"),
                        shown,
                        shown,
                        shown);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
