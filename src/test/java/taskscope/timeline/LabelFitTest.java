package taskscope.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LabelFitTest {

    /// Ten pixels a letter.
    private static final LabelFit FIT = new LabelFit(text -> text.length() * 10);

    @Test
    void aLabelWithRoomIsWhole() {
        assertEquals("send_mail", FIT.fit("send_mail", 90));
    }

    @Test
    void aNameIsCutAtItsEnd() {
        assertEquals("send_ma\u2026", FIT.fit("send_mail", 80));
    }

    @Test
    void aPathIsCutInItsMiddle() {
        assertEquals("POST \u2026mail", FIT.fit("POST /users/7/mail", 100));
    }

    @Test
    void fewerThanFourLettersSayNothing() {
        assertEquals("send\u2026", FIT.fit("send_mail", 50));
        assertEquals("", FIT.fit("send_mail", 49));
    }
}
