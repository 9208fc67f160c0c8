package taskscope.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void whatCouldActOnATerminalIsShownInstead() {
        assertEquals("\\x1b[31mred\\n\\x07\\x9b2J\\x7f", VisibleText.line("\u001b[31mred\n\u0007\u009b2J\u007f"));
        assertEquals("a\\u202eb\\u200bc", VisibleText.line("a\u202eb\u200bc"));
    }

    @Test
    void aLoneSurrogateIsNoCharacter() {
        assertEquals("a\\ud800b", VisibleText.line("a\ud800b"));
    }

    @Test
    void ofAFileTheFirstEightyBytesAreShown() {
        assertEquals(
                "x".repeat(80) + "...", VisibleText.beginning("x".repeat(81).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void plainTextOfAnyLanguageStays() {
        assertEquals("Grüße, 世界 👋", VisibleText.line("Grüße, 世界 👋"));
    }

    @Test
    void codeKeepsItsLines() {
        assertEquals("if x:\n\tgo()\\x1b", VisibleText.code("if x:\n\tgo()\u001b"));
    }
}
