package taskscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import taskscope.capture.CannotRecord;

class RecordOptionsTest {

    @Test
    void optionsEndWhereTheCommandBegins() throws CannotRecord {
        assertEquals(
                new RecordOptions(
                        "trace.jsonl",
                        "python3.13",
                        List.of("--sensor", "loop=on", "--sensor", "sql=off", "--capture", "values,sql", "--no-redact"),
                        "shop.http",
                        List.of("uvicorn", "app:app", "-o", "--", "x")),
                parse("-o trace.jsonl --python=python3.13 --sensor loop=on --sensor=sql=off --capture=values,sql "
                        + "--no-redact --requests shop.http -- "
                        + "uvicorn app:app -o -- x"));
        assertEquals(List.of("pytest", "-x"), parse("pytest -x").command());
    }

    @Test
    void theFileIsNamedAfterTheMomentUnlessAskedOtherwise() throws CannotRecord {
        Path here = Path.of("").toAbsolutePath();
        String name = parse("-- pytest").file(here).getFileName().toString();
        assertTrue(name.matches("taskscope-\\d{8}-\\d{6}\\.jsonl"), name);
        assertEquals(here.resolve("a.jsonl"), parse("-o x/../a.jsonl -- pytest").file(here));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o a.jsonl | there is no command to record; write it last: taskscope record -- uvicorn app:app",
                "--          | there is no command to record; write it last: taskscope record -- uvicorn app:app",
                "-o -- x     | -o needs a value; see taskscope record --help",
                "--sensor loop=maybe -- x | --sensor takes NAME=on or NAME=off, not loop=maybe",
                "--rotate   | --rotate needs a value; see taskscope record --help",
                "--flight 5 --requests a.http -- x "
                        + "| --flight holds back what --requests waits for; use one of the two",
                "--port 8000 | there is no option --port; see taskscope record --help"
            })
    void wrongUseIsOneSentence(String arguments, String sentence) {
        assertEquals(
                sentence,
                assertThrows(CannotRecord.class, () -> parse(arguments)).getMessage());
    }

    private static RecordOptions parse(String arguments) throws CannotRecord {
        return RecordOptions.parse(List.of(arguments.split(" ", -1)));
    }
}
