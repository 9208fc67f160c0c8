package taskscope.view.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.view.SampleTrace;

class LossesTextTest {

    @Test
    void aWholeRecordingHasNothingToSay() {
        assertEquals(
                new LossesText("", List.of()),
                LossesText.of(SampleTrace.loaded().report()));
    }

    @Test
    void whatWasLostIsCountedAndTheFirstIsNamed() {
        int events = SampleTrace.loaded().trace().events().count();
        assertEquals(
                new LossesText(
                        "12 parts of the recording could not be used. The first: sample.jsonl, line 7: is not JSON. "
                                + events + " events were read.",
                        List.of(
                                "sample.jsonl, line 7: is not JSON",
                                "sample.jsonl, line 9: cut off in the middle of a line",
                                "and 10 more")),
                LossesText.of(SampleTrace.damaged().report()));
    }
}
