package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import taskscope.diagnosis.Finding;
import taskscope.trace.Session;
import taskscope.trace.Stall;
import taskscope.trace.Trace;

/// Who held the event loop, and whose session it was, is never given to the wrong one.
class CulpritsIT {

    private static final Path APPLICATIONS = Path.of("src/test/python/real");
    private static final String MARK = "  # held here: ";

    @TempDir
    private Path directory;

    @Test
    void fourCulpritsTwoCallsBelowTheTaskAreNamedAtTheUsersLine() throws IOException, InterruptedException {
        Recorded recorded = record("culprits");
        List<String> source = Files.readAllLines(APPLICATIONS.resolve("culprits.py"));
        var expected = new ArrayList<String>();
        for (int line = 1; line <= source.size(); line++) {
            int mark = source.get(line - 1).indexOf(MARK);
            if (mark >= 0) {
                expected.add(
                        "culprits." + source.get(line - 1).substring(mark + MARK.length()) + " culprits.py:" + line);
            }
        }
        List<String> found = recorded.diagnosis().findings().stream()
                .filter(each -> each.ruleId().equals("blocking-call-in-async-task"))
                .map(each -> task(recorded.trace(), each) + " " + place(each))
                .sorted()
                .toList();
        assertEquals(4, expected.size());
        assertEquals(expected.stream().sorted().toList(), found);
    }

    @Test
    void aStallOfARouteIsNotGivenToATaskThatOnlyWaits() throws IOException, InterruptedException {
        Recorded recorded = record("innocent");
        List<Stall> worst = recorded.trace().stalls().stream()
                .filter(each -> each.when().durationNanos() > 200_000_000)
                .toList();
        assertEquals(1, worst.size());
        assertEquals(Stall.Owner.REQUEST, worst.getFirst().owner());
        assertEquals(Trace.NONE, worst.getFirst().task());
        assertEquals(List.of(), recorded.findings());
    }

    @Test
    void overlappingRequestsKeepTheirOwnSessions() throws IOException, InterruptedException {
        Trace trace = record("overlapping").trace();
        assertEquals(2, trace.requests().size());
        assertTrue(
                trace.requests().getFirst().endNanos()
                        > trace.requests().getLast().startNanos(),
                "they overlap");
        List<List<Integer>> requestsBySession = trace.sessions().stream()
                .map(Session::steps)
                .map(steps ->
                        steps.stream().map(Session.Step::request).distinct().toList())
                .filter(each -> !each.isEmpty())
                .toList();
        assertEquals(4, requestsBySession.size());
        assertTrue(requestsBySession.stream().allMatch(each -> each.size() == 1), requestsBySession::toString);
        assertEquals(2, requestsBySession.stream().distinct().count());
    }

    private Recorded record(String name) throws IOException, InterruptedException {
        Files.copy(APPLICATIONS.resolve(name + ".py"), directory.resolve(name + ".py"));
        return Recorded.serving(
                PythonEnvironment.of("new"), directory, name + ":app", APPLICATIONS.resolve(name + ".http"));
    }

    private static String task(Trace trace, Finding finding) {
        return finding.task() == Trace.NONE
                ? "nobody"
                : trace.tasks().get(finding.task()).name();
    }

    private static String place(Finding finding) {
        var at = finding.location();
        return at == null ? "nowhere" : at.file() + ":" + at.line();
    }
}
