package taskscope.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import taskscope.casebook.TraceScript;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.rules.Rules;
import taskscope.recording.LoadReport;
import taskscope.recording.Loss;
import taskscope.trace.Trace;
import taskscope.view.workbench.LoadedTrace;

/// A small trace for tests of the view: one request, three tasks, of which the first fails.
public final class SampleTrace {

    public static final String SCRIPT = casebook();

    private SampleTrace() {}

    public static LoadedTrace loaded() {
        return loaded(Rules.all());
    }

    public static LoadedTrace loaded(List<Rule> rules) {
        Trace trace = TraceScript.trace(SCRIPT);
        return new LoadedTrace(
                new LoadReport(List.of(Path.of("sample.jsonl")), trace, 0, List.of()), Diagnosis.of(trace, rules));
    }

    public static LoadedTrace damaged() {
        LoadedTrace whole = loaded();
        var losses = List.of(
                new Loss("sample.jsonl", 7, Loss.Kind.NOT_JSON, "is not JSON"),
                new Loss("sample.jsonl", 9, Loss.Kind.CUT_OFF, "cut off in the middle of a line"));
        return new LoadedTrace(new LoadReport(whole.report().files(), whole.trace(), 12, losses), whole.diagnosis());
    }

    public static int milestoneCount(Trace trace) {
        return (int) IntStream.range(0, trace.events().count())
                .filter(each -> trace.events().kind(each).isMilestone())
                .count();
    }

    /// The first case of the rule's casebook, so that both stay true together.
    private static String casebook() {
        try {
            String page = Files.readString(Path.of("src/test/resources/casebook/first-failure-stops-queue.md"));
            int start = page.indexOf("```trace\n") + "```trace\n".length();
            return page.substring(start, page.indexOf("```", start));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
