package taskscope.view.inspector;

import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Finding;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// What the inspector shows: a finding, an event, a thing, or several of them that belong together.
///
/// `event` is [Trace#NONE] where no event is meant.
public record Subject(
        @Nullable Finding finding, int event, @Nullable Thing thing) {

    public static final Subject NOTHING = new Subject(null, Trace.NONE, null);
}
