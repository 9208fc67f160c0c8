package taskscope.diagnosis.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;

class RulesTest {

    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z])(?=[A-Z0-9])");
    private static final Pattern CURE = Pattern.compile("(avoid|use|prefer|do-not)-.*");

    static List<Rule> rules() {
        return Rules.all();
    }

    @Test
    void theListIsSorted() {
        List<String> ids = rules().stream().map(rule -> rule.card().id()).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void everyRuleIsInTheList() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/taskscope/diagnosis/rules"))) {
            Set<String> written = sources.filter(RulesTest::isRule)
                    .map(source -> source.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertEquals(
                    written,
                    rules().stream()
                            .map(rule -> rule.getClass().getSimpleName())
                            .collect(Collectors.toSet()));
        }
    }

    private static boolean isRule(Path source) {
        try {
            return Files.readString(source).contains(" implements Rule {");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theIdIsTheClassNameInKebabCase(Rule rule) {
        String className = rule.getClass().getSimpleName();
        assertEquals(
                WORD_END.matcher(className).replaceAll("-").toLowerCase(Locale.ROOT),
                rule.card().id());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theIdNamesTheFaultAndNotItsCure(Rule rule) {
        assertFalse(CURE.matcher(rule.card().id()).matches(), rule.card().id());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theTitleHasNoFullStop(Rule rule) {
        assertFalse(rule.card().title().endsWith("."), rule.card().title());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsSaidIsSaidInSentences(Rule rule) {
        RuleCard card = rule.card();
        for (String text : List.of(card.what(), card.why(), card.versions(), card.lookAlike())) {
            assertTrue(text.endsWith("."), text);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theFixOfACardIsAnExample(Rule rule) {
        assertTrue(rule.card().fixes().stream().noneMatch(Fix::isUsersCode));
    }
}
