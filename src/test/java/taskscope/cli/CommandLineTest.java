package taskscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import taskscope.diagnosis.rules.Rules;

class CommandLineTest {

    private static final CommandLine LINE = new CommandLine(
            List.of(new CheckCommand(Rules.all()), new RulesCommand(Rules.all()), new ExplainCommand(Rules.all())));

    private static Spoken say(String... words) {
        return Spoken.by(console -> LINE.run(List.of(words), console));
    }

    @Test
    void helpListsEveryCommand() {
        Spoken help = say("--help");
        assertEquals(0, help.exitCode());
        for (String command : List.of("check", "rules", "explain")) {
            assertTrue(help.out().contains("\n  " + command), help.out());
            assertEquals(0, say(command, "--help").exitCode());
            assertTrue(say(command, "--help").out().startsWith("usage: taskscope " + command), command);
        }
    }

    @Test
    void theVersionIsThatOfTheProject() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<version>" + ProductVersion.TEXT + "</version>"));
        assertEquals(new Spoken(0, "taskscope " + ProductVersion.TEXT + "\n", ""), say("--version"));
        assertEquals(say("--version"), say("check", "--version"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chek            | taskscope: there is no command chek; did you mean check?
            frobnicate      | taskscope: there is no command frobnicate; taskscope --help lists what there is.
            --colour        | taskscope: there is no option --colour; taskscope --help lists what there is.
            check           | taskscope check: no recording was named; write taskscope check FILE, or - for standard input.
            check a --formt | taskscope check: Unrecognized option: --formt; see taskscope check --help.
            check a --format sarif | taskscope check: --format takes text or json, not sarif.
            check a --fail-on bad  | taskscope check: --fail-on takes high, medium, low or never, not bad.
            check a --format       | taskscope check: Missing argument for option: format; see taskscope check --help.
            explain         | taskscope explain: it takes the id of one rule; taskscope rules lists them.
            explain generator-task-never-iterate | taskscope explain: there is no rule generator-task-never-iterate; \
            did you mean generator-task-never-iterated?
            rules all       | taskscope rules: it takes no arguments, and was given all; taskscope explain RULE tells one rule in full.
            """)
    void wrongUseGetsOneSentence(String typed, String sentence) {
        assertEquals(new Spoken(2, "", sentence + "\n"), say(typed.strip().split(" ", -1)));
    }

    @Test
    void everyRuleIsListedAndExplained() {
        String list = say("rules").out();
        Rules.all().forEach(rule -> {
            assertTrue(list.contains(rule.card().id() + " "), rule.card().id());
            Spoken explained = say("explain", rule.card().id());
            assertEquals(0, explained.exitCode());
            assertTrue(explained.out().contains(rule.card().why()), explained.out());
        });
    }

    @Test
    void aFileIsNotForUs() {
        Path here = Path.of("").toAbsolutePath();
        assertEquals(
                List.of(true, true, true, false, false),
                Stream.of("check", "--help", "chekc", "src", "trace.jsonl")
                        .map(word -> LINE.isForUs(word, here))
                        .toList());
    }
}
