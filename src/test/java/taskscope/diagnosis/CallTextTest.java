package taskscope.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTextTest {

    @Test
    void aCallIsTakenApartAndPutTogetherAgain() {
        CallText call = CallText.of("    tasks.add_task(send, (1, 2), text=\"a, b)\")", "add_task")
                .orElseThrow();
        assertEquals(List.of("send", "(1, 2)", "text=\"a, b)\""), call.arguments());
        assertEquals("    tasks.add_task(list, send())", call.with(List.of("list", "send()")));
    }

    @Test
    void whatStandsAroundACallStays() {
        CallText call = CallText.of("x = [add_task(a,\n  b,\n), 1]", "add_task").orElseThrow();
        assertEquals("x = [add_task(c), 1]", call.with(List.of("c")));
    }

    @Test
    void twoCallsAreTooManyToChooseFrom() {
        assertEquals(Optional.empty(), CallText.of("add_task(add_task(a))", "add_task"));
        assertEquals(Optional.empty(), CallText.of("other(a)", "add_task"));
    }

    @Test
    void aCommentBetweenTheArgumentsIsSeen() {
        assertFalse(CallText.of("add_task(a,  # first\n  b)", "add_task")
                .orElseThrow()
                .isPlain());
    }
}
