package taskscope.view.losses;

import java.util.ArrayList;
import java.util.List;
import taskscope.recording.LoadReport;
import taskscope.recording.Loss;
import taskscope.view.words.Things;

/// What is said of the losses of a recording: one sentence, and a line for each that is known.
record LossesText(String sentence, List<String> lines) {

    static LossesText of(LoadReport report) {
        long count = report.lossCount();
        if (count == 0) {
            return new LossesText("", List.of());
        }
        int events = report.trace().events().count();
        String first = report.losses().isEmpty()
                ? ""
                : " The first: " + line(report.losses().getFirst()) + ".";
        String sentence = (count == 1 ? "One part" : count + " parts") + " of the recording could not be used." + first
                + " " + events + (events == 1 ? " event was" : " events were") + " read.";
        List<String> lines =
                new ArrayList<>(report.losses().stream().map(LossesText::line).toList());
        if (count > lines.size()) {
            lines.add("and " + (count - lines.size()) + " more");
        }
        return new LossesText(sentence, List.copyOf(lines));
    }

    private static String line(Loss loss) {
        // The folder is known and long; several files of a run differ in their names.
        String file = loss.file().substring(loss.file().replace('\\', '/').lastIndexOf('/') + 1);
        String where = loss.line() > 0 ? file + ", line " + loss.line() : file;
        return Things.oneLine(where + ": " + loss.what());
    }
}
