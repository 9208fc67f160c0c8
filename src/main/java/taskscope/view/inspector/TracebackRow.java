package taskscope.view.inspector;

import java.util.List;
import taskscope.traceback.Frame;

/// One row of a shown traceback. `depth` counts the exception groups around it.
sealed interface TracebackRow {

    int depth();

    /// What joins two exceptions: `which then led to`.
    record Joint(int depth, String words) implements TracebackRow {}

    /// The exception itself.
    record Head(int depth, String type, String message) implements TracebackRow {}

    /// A note that was added to the exception.
    record Note(int depth, String text) implements TracebackRow {}

    /// A frame of the user's; `isInnermost` where the exception was raised or passed into a library.
    record Own(int depth, Frame frame, boolean isInnermost) implements TracebackRow {}

    /// Neighbouring frames of libraries, folded.
    record Folded(int depth, String words, List<Frame> frames) implements TracebackRow {
        public Folded {
            frames = List.copyOf(frames);
        }
    }
}
