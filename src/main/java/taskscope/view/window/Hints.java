package taskscope.view.window;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.controlsfx.control.PopOver;

/// The three hints of the first sample: step, why, fix.
final class Hints {

    private Hints() {}

    static CoachMarks over(Parent window, Node stepControls) {
        return new CoachMarks(List.of(
                new CoachMarks.Mark(
                        () -> stepControls,
                        PopOver.ArrowLocation.TOP_CENTER,
                        "Step",
                        "Go through the recording event by event, with these or with the keys `.` and `,`. The timeline,"
                                + " the events and the state follow."),
                new CoachMarks.Mark(
                        () -> window.lookup(".inspector-why"),
                        PopOver.ArrowLocation.RIGHT_TOP,
                        "Why",
                        "What happened and why, on the versions that were recorded."),
                new CoachMarks.Mark(
                        () -> window.lookup("#copyFix"),
                        PopOver.ArrowLocation.RIGHT_TOP,
                        "Fix",
                        "What to change, made from the recorded source where it is at hand. This puts it on the"
                                + " clipboard.")));
    }
}
