package taskscope.casebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.Verdict;
import taskscope.report.FindingText;
import taskscope.trace.Trace;

/// A rule's page of cases, `casebook/<rule-id>.md`: headings, each with a trace and what the rule says of it.
public record Casebook(Rule rule, String text) {

    public static final Path DIRECTORY = Path.of("src/test/resources/casebook");

    private static final Pattern HEADING = Pattern.compile("(?m)^## (?<kind>[^:\n]+).*");
    private static final Pattern CASE = Pattern.compile(
            "(?<asked>## (?<name>[^\n]+)\n\n```trace\n(?<script>[^`]*)```\n\n```findings\n)(?<said>[^`]*)```");

    /// One heading with its two blocks.
    public record Case(Rule rule, String name, String script, String said) {

        public Trace trace() {
            return TraceScript.trace(script);
        }

        @Override
        public String toString() {
            return rule.card().id() + ": " + name;
        }
    }

    public static Casebook of(Rule rule) {
        try {
            Path page = page(rule);
            return new Casebook(rule, Files.exists(page) ? Files.readString(page) : "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Path page(Rule rule) {
        return DIRECTORY.resolve(rule.card().id() + ".md");
    }

    public List<String> headings() {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group().substring("## ".length()))
                .toList();
    }

    public List<String> kinds() {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group("kind"))
                .toList();
    }

    public List<Case> cases() {
        return CASE.matcher(text)
                .results()
                .map(found -> new Case(rule, found.group("name"), found.group("script"), found.group("said")))
                .toList();
    }

    /// The same page with what the rule says now.
    public String written() {
        return CASE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group("asked") + said(rule, TraceScript.trace(found.group("script"))) + "```"));
    }

    /// The cases alone, without the title.
    public String body() {
        return text.substring(text.indexOf("\n## ") + 1);
    }

    public static String said(Rule rule, Trace trace) {
        return switch (rule.examine(trace)) {
            case Verdict.Clear _ -> "clear\n";
            case Verdict.CannotTell(var missing, var next) ->
                "cannot tell: " + missing + "; record with " + next + "\n";
            case Verdict.Found(var findings) ->
                findings.stream().map(each -> said(trace, each)).collect(Collectors.joining("\n"));
        };
    }

    private static String said(Trace trace, Finding finding) {
        FindingText text = FindingText.of(trace, finding);
        var lines = new StringBuilder();
        lines.append(text.severity().toUpperCase(Locale.ROOT))
                .append("  ")
                .append(text.place())
                .append("  ");
        lines.append(text.headline()).append("\nwhy: ").append(text.why()).append('\n');
        text.evidence().forEach(each -> lines.append("at ").append(each).append('\n'));
        var fix = text.fixes().getFirst();
        lines.append("fix: ")
                .append(fix.title())
                .append(fix.place().isEmpty() ? " (example)" : " (" + fix.place() + ")")
                .append("\n");
        fix.diff().forEach(line -> lines.append(line.stripTrailing()).append('\n'));
        return lines.toString();
    }
}
