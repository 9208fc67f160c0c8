package taskscope.view.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowWindowTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9_999, 500_000, 999_999})
    void theEventIsInItsWindowAndTheWindowInTheRecording(int event) {
        RowWindow window = RowWindow.around(event, 1_000_000);
        assertTrue(window.row(event) >= 0 && window.row(event) < window.count());
        assertTrue(window.first() >= 0 && window.first() + window.count() <= 1_000_000, window.toString());
        assertEquals(event, window.item(window.row(event)));
    }

    @Test
    void atAnEdgeTheWindowMovesOnAndInTheMiddleItStays() {
        RowWindow window = RowWindow.around(500_000, 1_000_000);
        assertEquals(window, window.movedTo(500_001, 1_000_000));
        assertEquals(RowWindow.around(509_950, 1_000_000), window.movedTo(509_950, 1_000_000));
        assertEquals(RowWindow.around(490_010, 1_000_000), window.movedTo(490_010, 1_000_000));
        assertEquals(RowWindow.around(7, 63), window.movedTo(7, 63));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "40, 63", "0, 0", "19999, 20000"})
    void aShortRecordingIsShownWhole(int event, int eventCount) {
        assertEquals(new RowWindow(0, eventCount), RowWindow.around(event, eventCount));
    }
}
