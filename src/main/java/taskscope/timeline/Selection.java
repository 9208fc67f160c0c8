package taskscope.timeline;

import taskscope.diagnosis.Finding;
import taskscope.time.TimeRange;
import taskscope.trace.Thing;

/// What the user has picked. There is one selection, and every pane shows it.
public sealed interface Selection {

    /// Nothing is picked.
    record Nothing() implements Selection {}

    /// An event, as an index into `trace.events()`.
    record OneEvent(int event) implements Selection {}

    /// A request, a task, a stall, a session, ...
    record OneThing(Thing thing) implements Selection {}

    /// A finding of the diagnosis.
    record OneFinding(Finding finding) implements Selection {}

    /// A stretch of time over all lanes.
    record Range(TimeRange when) implements Selection {}
}
