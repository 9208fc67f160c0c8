package taskscope.diagnosis.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.casebook.Casebook;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.Verdict;
import taskscope.report.RulePage;
import taskscope.trace.Trace;

/// Runs every case in `casebook/<rule-id>.md` and compares the rule pages of the site; `-Dcasebook.write=true` writes
/// what the rules say now.
class CasebookTest {

    private static final List<String> KINDS = List.of("Fires", "Quiet", "Cannot tell");
    private static final Set<String> MORE_KINDS = Set.of("Fires", "Quiet", "Cannot tell", "Limit");
    private static final Path PAGES = Path.of("src/site/markdown/rules");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("casebook.write")) {
            Files.createDirectories(PAGES);
            for (Rule rule : Rules.all()) {
                if (Files.exists(Casebook.page(rule))) {
                    Files.writeString(Casebook.page(rule), Casebook.of(rule).written());
                    Files.writeString(page(rule), pageOf(rule));
                }
            }
        }
    }

    static Stream<Rule> rules() {
        return Rules.all().stream();
    }

    static Stream<Casebook.Case> cases() {
        return rules().flatMap(rule -> Casebook.of(rule).cases().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyKindOfCaseIsThere(Rule rule) {
        List<String> kinds = Casebook.of(rule).kinds();
        assertTrue(kinds.containsAll(KINDS), () -> Casebook.page(rule) + " needs " + KINDS + " and has " + kinds);
        assertTrue(MORE_KINDS.containsAll(kinds), () -> Casebook.page(rule) + " has a kind of its own: " + kinds);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyHeadingIsARealCase(Rule rule) {
        Casebook casebook = Casebook.of(rule);
        assertEquals(
                casebook.headings(),
                casebook.cases().stream().map(Casebook.Case::name).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRuleSaysWhatItsCasebookSays(Casebook.Case each) {
        assertEquals(each.said(), Casebook.said(each.rule(), each.trace()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theHeadingSaysWhatTheRuleSays(Casebook.Case each) {
        boolean isFound = !each.said().startsWith("clear") && !each.said().startsWith("cannot tell");
        switch (each.name().replaceFirst(":.*", "")) {
            case "Fires" -> assertTrue(isFound, each.name());
            case "Quiet" -> assertEquals("clear\n", each.said());
            case "Cannot tell" -> assertTrue(each.said().startsWith("cannot tell"), each.name());
            default -> assertFalse(each.said().isBlank(), each.name());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void examiningTwiceGivesEqualVerdicts(Casebook.Case each) {
        Trace trace = each.trace();
        assertEquals(each.rule().examine(trace), each.rule().examine(trace));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFindingHasEvidenceThatIsInTheTrace(Casebook.Case each) {
        Trace trace = each.trace();
        if (each.rule().examine(trace) instanceof Verdict.Found(var findings)) {
            for (Finding finding : findings) {
                assertEquals(each.rule().card().id(), finding.ruleId());
                finding.evidence()
                        .forEach(evidence ->
                                assertTrue(evidence.event() < trace.events().count(), evidence.what()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePageOfTheSiteIsFresh(Rule rule) throws IOException {
        assertEquals(pageOf(rule), Files.readString(page(rule)), "stale: write it with -Dcasebook.write=true");
    }

    @Test
    void noCasebookAndNoPageIsLeftOver() throws IOException {
        Set<String> expected = rules().map(rule -> rule.card().id() + ".md").collect(Collectors.toSet());
        assertEquals(expected, names(PAGES));
        expected.add("README.md");
        assertEquals(expected, names(Casebook.DIRECTORY));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Path page(Rule rule) {
        return PAGES.resolve(rule.card().id() + ".md");
    }

    private static String pageOf(Rule rule) {
        return RulePage.markdown(rule.card(), Casebook.of(rule).body());
    }
}
