package taskscope.traceback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TracebackTextTest {

    private static final Frame FRAME = new Frame("main.py", 16, "send_mail", "mail(order.user)", true);

    @Test
    void aChainReadsAsPythonPrintsIt() {
        var cause = new RaisedException(
                "builtins.KeyError", "'user'", List.of(FRAME), null, null, false, List.of(), List.of());
        var raised = new RaisedException(
                "main.MailFailed", "no user", List.of(FRAME), cause, null, true, List.of(), List.of("order 7"));
        assertEquals("""
                Traceback (most recent call last):
                  File "main.py", line 16, in send_mail
                    mail(order.user)
                KeyError: 'user'

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "main.py", line 16, in send_mail
                    mail(order.user)
                main.MailFailed: no user
                order 7
                """, TracebackText.of(raised));
    }
}
