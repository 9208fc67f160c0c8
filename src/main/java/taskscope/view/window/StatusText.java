package taskscope.view.window;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import taskscope.time.TimeText;
import taskscope.trace.Trace;
import taskscope.view.workbench.LoadedTrace;

/// What the status bar says of the open recording.
final class StatusText {

    private StatusText() {}

    /// The names of the files that hold the run.
    static String files(LoadedTrace loaded) {
        return loaded.report().files().stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .collect(Collectors.joining(", "));
    }

    static String of(LoadedTrace loaded) {
        Trace trace = loaded.trace();
        return files(loaded) + "   "
                + String.join(
                        " \u00b7 ",
                        count(trace.events().count(), "event"),
                        count(trace.requests().size(), "request"),
                        count(trace.tasks().size(), "background task"),
                        TimeText.of(trace.endNanos()));
    }

    private static String count(int count, String what) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u00a0') + " " + what + (count == 1 ? "" : "s");
    }
}
