package taskscope.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonLinesTest {

    private static List<String> spans(String source) {
        return PythonLines.statements(source.lines().toList()).stream()
                .map(each -> each.first() + "-" + each.last())
                .toList();
    }

    @Test
    void bracketsHoldAStatementTogether() {
        assertEquals(List.of("0-0", "1-4", "5-5"), spans("""
                def f():
                    tasks.add_task(
                        send, [1,
                        2],
                    )
                    return 1
                """));
    }

    @Test
    void aBracketInAStringOrACommentIsNone() {
        assertEquals(List.of("0-0", "1-1", "2-2"), spans("""
                a = "("
                b = 1  # (
                c = '\\'('
                """));
    }

    @Test
    void aLongStringIsPartOfItsStatement() {
        var statements = PythonLines.statements(List.of("run(\"\"\"", "  select (", "\"\"\")", "done()"));
        assertEquals(2, statements.size());
        assertEquals(List.of(false, true, true), statements.getFirst().startsInString());
    }

    @Test
    void aBackslashGoesOn() {
        assertEquals(List.of("0-1", "2-2"), spans("a = 1 + \\\n    2\nb = 3\n"));
    }

    @Test
    void blankLinesAndCommentsAreNoStatements() {
        assertEquals(List.of("2-2"), spans("\n# nothing\nx = 1\n\n"));
    }

    @Test
    void blocksAndTheirClausesAreKnown() {
        var statements = PythonLines.statements(List.of("if x:  # why", "    a()", "else:", "    b()"));
        assertTrue(statements.getFirst().opensBlock());
        assertTrue(statements.get(2).continuesBlock());
        assertFalse(statements.get(1).continuesBlock());
    }
}
