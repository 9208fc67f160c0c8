package taskscope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import taskscope.diagnosis.Evidence;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.text.VisibleText;
import taskscope.time.TimeText;
import taskscope.trace.Location;
import taskscope.trace.Request;
import taskscope.trace.Trace;

/// The words of one finding, the same in the window, on the command line and in a file. Nothing in them can act on a
/// terminal.
public record FindingText(
        String severity,
        String headline,
        String why,
        String place,
        String clientSaw,
        List<String> evidence,
        List<FixText> fixes) {

    /// A fix as lines of a small diff: `- before`, `+ after`; lines that stay are marked with a blank.
    public record FixText(String title, String place, List<String> diff) {}

    public static FindingText of(Trace trace, Finding finding) {
        return new FindingText(
                finding.severity().name().toLowerCase(Locale.ROOT),
                VisibleText.line(finding.headline()),
                VisibleText.line(finding.why()),
                Optional.ofNullable(finding.location()).map(FindingText::place).orElse(""),
                clientSaw(trace, finding),
                finding.evidence().stream()
                        .map(each -> evidence(trace, finding, each))
                        .toList(),
                finding.fixes().stream().map(FindingText::fix).toList());
    }

    private static String place(Location location) {
        return VisibleText.line(location.file() + ":" + location.line());
    }

    /// `POST /order: 200 after 9 ms, 3 ms before this`, empty where no request is meant.
    private static String clientSaw(Trace trace, Finding finding) {
        if (finding.request() == Trace.NONE) {
            return "";
        }
        Request request = trace.requests().get(finding.request());
        String name = VisibleText.line(request.name());
        if (request.responseStartNanos() == Trace.NEVER) {
            return name + ": no answer";
        }
        long answeredNanos = request.hasAnswered() ? request.responseEndNanos() : request.responseStartNanos();
        long laterNanos = finding.when().startNanos() - answeredNanos;
        return name + ": " + request.status() + " after " + TimeText.of(answeredNanos - request.startNanos())
                + (laterNanos >= 0 ? ", " + TimeText.of(laterNanos) + " before this" : "");
    }

    private static String evidence(Trace trace, Finding finding, Evidence evidence) {
        int process = trace.events().process(evidence.event());
        String where = trace.processes().size() > 1 || process != finding.process()
                ? "  process " + trace.processes().get(process).pid()
                : "";
        return TimeText.moment(trace.events().timeNanos(evidence.event())) + where + "  "
                + VisibleText.line(evidence.what());
    }

    private static FixText fix(Fix fix) {
        String place = fix.isUsersCode() ? VisibleText.line(fix.file() + ":" + fix.line()) : "";
        return new FixText(VisibleText.line(fix.title()), place, diff(fix));
    }

    /// Lines that are the same at the beginning and at the end of both stay as they are.
    private static List<String> diff(Fix fix) {
        List<String> before = VisibleText.code(fix.before()).lines().toList();
        List<String> after = VisibleText.code(fix.after()).lines().toList();
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> diff = new ArrayList<>();
        before.subList(0, head).forEach(line -> diff.add("  " + line));
        before.subList(head, before.size() - tail).forEach(line -> diff.add("- " + line));
        after.subList(head, after.size() - tail).forEach(line -> diff.add("+ " + line));
        before.subList(before.size() - tail, before.size()).forEach(line -> diff.add("  " + line));
        return diff;
    }
}
