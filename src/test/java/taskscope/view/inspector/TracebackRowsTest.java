package taskscope.view.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

class TracebackRowsTest {

    private static final Frame LIBRARY = new Frame("starlette/background.py", 34, "__call__", "await task()", false);
    private static final Frame POOL = new Frame("anyio/to_thread.py", 63, "run_sync", "", false);
    private static final Frame OWN = new Frame("main.py", 16, "send_mail", "mail(order.user)", true);

    @Test
    void framesOfLibrariesAreFolded() {
        assertEquals(
                List.of("KeyError", "2 frames in starlette, anyio", "main.py:16!", "1 frame in starlette"),
                words(TracebackRows.of(raised("KeyError", null, LIBRARY, POOL, OWN, LIBRARY))));
    }

    @Test
    void theRootCauseComesFirst() {
        assertEquals(
                List.of("KeyError", "main.py:16!", "which was raised again as", "MailFailed", "main.py:16!"),
                words(TracebackRows.of(raised("MailFailed", raised("KeyError", null, OWN), OWN))));
    }

    @Test
    void theMembersOfAGroupAreNumbered() {
        var group = new RaisedException(
                "ExceptionGroup",
                "two",
                List.of(),
                null,
                null,
                false,
                List.of(raised("A", null), raised("B", null)),
                List.of());
        assertEquals(
                List.of("ExceptionGroup", "1 of 2 in the group", "A", "2 of 2 in the group", "B"),
                words(TracebackRows.of(group)));
    }

    @Test
    void aChainWithoutEndIsCutOff() {
        RaisedException chain = raised("E", null);
        for (int each = 0; each < 1_000; each++) {
            chain = raised("E", chain);
        }
        assertEquals(41, TracebackRows.of(chain).size());
    }

    private static RaisedException raised(String type, @Nullable RaisedException cause, Frame... frames) {
        return new RaisedException(type, "", List.of(frames), cause, null, false, List.of(), List.of());
    }

    private static List<String> words(List<TracebackRow> rows) {
        return rows.stream().map(TracebackRowsTest::words).toList();
    }

    private static String words(TracebackRow row) {
        return switch (row) {
            case TracebackRow.Joint(int _, var words) -> words;
            case TracebackRow.Head(int _, var type, String _) -> type;
            case TracebackRow.Note(int _, var text) -> text;
            case TracebackRow.Own(int _, var frame, var isInnermost) ->
                frame.file() + ":" + frame.line() + (isInnermost ? "!" : "");
            case TracebackRow.Folded(int _, var words, var _) -> words;
        };
    }
}
