package taskscope.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Finding;
import taskscope.recording.LoadReport;
import taskscope.recording.Loss;
import taskscope.text.VisibleText;
import taskscope.trace.Trace;

/// A diagnosis as lines for people: what was read, what was found and how to mend it, what could not be told.
public final class DiagnosisText {

    /// Losses listed one by one; a damaged file has thousands that all say the same.
    private static final int MOST_LOSSES = 10;

    private final LoadReport report;
    private final Trace trace;
    private final Diagnosis diagnosis;
    private final List<String> lines = new ArrayList<>();

    private DiagnosisText(LoadReport report, Diagnosis diagnosis) {
        this.report = report;
        this.trace = report.trace();
        this.diagnosis = diagnosis;
    }

    public static List<String> lines(LoadReport report, Diagnosis diagnosis) {
        var text = new DiagnosisText(report, diagnosis);
        text.addRecording();
        text.addLosses();
        text.repeated().values().forEach(text::addFinding);
        text.addRules();
        return text.lines;
    }

    private void addRecording() {
        String files = String.join(
                " + ", report.files().stream().map(DiagnosisText::name).toList());
        lines.add(VisibleText.line(files) + ": " + count(trace.requests().size(), "request") + ", "
                + count(trace.tasks().size(), "task") + ", "
                + count(trace.events().count(), "event") + ", "
                + count(trace.processes().size(), "process") + "; Python "
                + VisibleText.line(trace.info().python())
                + version("fastapi", "FastAPI") + version("starlette", "Starlette"));
    }

    private static String name(Path file) {
        return file.toString().equals("-") ? "standard input" : file.toString();
    }

    private String version(String name, String shown) {
        String version = trace.info().packages().get(name);
        return version == null ? "" : ", " + shown + " " + VisibleText.line(version);
    }

    static String count(long number, String what) {
        String many = what.endsWith("s") ? what + "es" : what + "s";
        return number + " " + (number == 1 ? what : many);
    }

    private void addLosses() {
        if (report.lossCount() == 0) {
            return;
        }
        lines.add("");
        lines.add(count(report.lossCount(), "loss") + ", so this may be incomplete:");
        report.losses().stream().limit(MOST_LOSSES).forEach(loss -> lines.add("  " + loss(loss)));
        long more = report.lossCount() - Math.min(MOST_LOSSES, report.losses().size());
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
    }

    private static String loss(Loss loss) {
        String line = loss.line() == 0 ? "" : " line " + loss.line();
        return VisibleText.line(loss.file()) + line + ": " + VisibleText.line(loss.what());
    }

    /// The same fault at the same line, met by several requests, is told in full once.
    private Map<List<Object>, List<Finding>> repeated() {
        Map<List<Object>, List<Finding>> repeated = new LinkedHashMap<>();
        for (Finding finding : diagnosis.findings()) {
            String task = finding.task() == Trace.NONE
                    ? ""
                    : trace.tasks().get(finding.task()).name();
            List<Object> same = List.of(
                    finding.ruleId(), finding.severity(), task, Objects.requireNonNullElse(finding.location(), ""));
            repeated.computeIfAbsent(same, _ -> new ArrayList<>()).add(finding);
        }
        return repeated;
    }

    private void addFinding(List<Finding> same) {
        Finding finding = same.getFirst();
        FindingText text = FindingText.of(trace, finding);
        lines.add("");
        lines.add(text.severity().toUpperCase(Locale.ROOT) + "  " + finding.ruleId());
        lines.add("  " + text.headline());
        addIfAny("  where:       ", text.place() + function(finding));
        addIfAny("  client saw:  ", text.clientSaw());
        lines.add("  why:         " + text.why());
        for (int at = 0; at < text.evidence().size(); at++) {
            lines.add((at == 0 ? "  evidence:    " : "               ")
                    + text.evidence().get(at));
        }
        text.fixes().stream().limit(1).forEach(this::addFix);
        finding.folded()
                .forEach(each -> lines.add("  explains:    " + each.ruleId() + ": "
                        + FindingText.of(trace, each).headline()));
        if (same.size() > 1) {
            lines.add("  and again:   " + count(same.size() - 1, "time"));
        }
    }

    private static String function(Finding finding) {
        return finding.location() == null || finding.location().function().isEmpty()
                ? ""
                : " in " + VisibleText.line(finding.location().function());
    }

    private void addIfAny(String head, String text) {
        if (!text.isEmpty()) {
            lines.add(head + text);
        }
    }

    private void addFix(FindingText.FixText fix) {
        String place = fix.place().isEmpty() ? "for example" : fix.place();
        lines.add("  fix:         " + fix.title() + " (" + place + ")");
        fix.diff().forEach(line -> lines.add("    " + line.stripTrailing()));
    }

    private void addRules() {
        int checked = diagnosis.passed().size()
                + diagnosis.notJudged().size()
                + diagnosis.broken().size()
                + (int) allFindings().stream().map(Finding::ruleId).distinct().count();
        lines.add("");
        lines.add(count(diagnosis.findings().size(), "finding") + ". " + count(checked, "rule") + " checked, "
                + diagnosis.passed().size() + " passed" + untold());
        diagnosis
                .notJudged()
                .forEach(each -> lines.add("  " + each.ruleId() + " could not tell: " + VisibleText.line(each.why())
                        + "; record with " + VisibleText.line(each.recordWith())));
        diagnosis
                .broken()
                .forEach(each -> lines.add("  " + each.ruleId() + " broke, which is a fault of Taskscope: "
                        + VisibleText.line(each.message())));
    }

    private String untold() {
        return diagnosis.notJudged().isEmpty()
                ? "."
                : ", " + diagnosis.notJudged().size() + " could not tell.";
    }

    private List<Finding> allFindings() {
        List<Finding> all = new ArrayList<>(diagnosis.findings());
        diagnosis.findings().forEach(each -> all.addAll(each.folded()));
        return all;
    }
}
