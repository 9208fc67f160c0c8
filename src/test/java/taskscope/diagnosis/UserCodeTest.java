package taskscope.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import taskscope.casebook.TraceScript;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Location;

class UserCodeTest {

    private static final String SCRIPT = """
            main.py:10
            | @app.post("/order")
            | def create_order(
            |     tasks,
            | ):
            |     for order in orders:
            |         if order:
            |             tasks.add_task(
            |                 send,
            |                 order,
            |             )
            |         else:
            |             skip()
            |     text = \"\"\"
            |   one
            | \"\"\"
            |     return text

            0ms  request 1  request.started POST /order
            1ms  request 1  route.started main.create_order
            """;

    private final UserCode code = UserCode.of(TraceScript.trace(SCRIPT));
    private final FunctionInfo function = code.functionAround("main.py", 16).orElseThrow();

    private static Location line(int line) {
        return new Location("main.py", line, "create_order");
    }

    @Test
    void aStatementIsWholeWhateverLineOfItIsNamed() {
        Snippet statement = code.statement(line(18)).orElseThrow();
        assertEquals(16, statement.line());
        assertEquals("            tasks.add_task(", statement.lines().getFirst());
        assertEquals(4, statement.lines().size());
        assertEquals(Optional.of("                order,"), code.line(line(18)));
    }

    @Test
    void aStatementOfTheBodyTakesAllThatBelongsToIt() {
        Snippet loop = code.bodyStatement(function, 18).orElseThrow();
        assertEquals(14, loop.line());
        assertEquals(8, loop.lines().size());
    }

    @Test
    void anIfTakesItsElse() {
        Snippet branch = code.compound(line(15)).orElseThrow();
        assertEquals(15, branch.line());
        assertEquals("            skip()", branch.lines().getLast());
        assertEquals(2, code.compound(line(20)).orElseThrow().lines().size());
    }

    @Test
    void theDefinitionIsWithoutItsDecorators() {
        assertEquals(
                "def create_order(\n    tasks,\n):",
                code.definition(function).orElseThrow().text());
        assertEquals(14, code.body(function).orElseThrow().line());
    }

    @Test
    void whatIsInsideALongStringIsNotMovedWhenTheRestIs() {
        assertEquals(
                List.of("        text = \"\"\"", "  one", "    \"\"\""),
                code.statement(line(22)).orElseThrow().deeper());
    }

    @Test
    void whatWasNotRecordedIsEmpty() {
        assertEquals(Optional.empty(), code.statement(line(99)));
        assertEquals(Optional.empty(), code.functionAround("other.py", 16));
    }

    @Test
    void theEndOfALongFunctionThatWasCutIsNotTrusted() {
        var lines = new ArrayList<>(List.of("def f():"));
        lines.addAll(Collections.nCopies(199, "    step()"));
        String script = "long.py:1\n"
                + String.join("\n", lines.stream().map(each -> "| " + each).toList())
                + "\n0ms request 1 request.started GET /\n1ms request 1 route.started long.f\n";
        UserCode cut = UserCode.of(TraceScript.trace(script));
        FunctionInfo function = cut.functionAround("long.py", 5).orElseThrow();
        assertEquals(Optional.empty(), cut.body(function));
        assertTrue(cut.definition(function).isPresent());
    }
}
