package taskscope.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import taskscope.view.keys.KeyText;
import taskscope.view.timeline.TimelineAction;
import taskscope.view.timeline.TimelineKeys;

/// Every key that works, for the sheet: those of the window, then those of the timeline.
final class AllKeys {

    /// The window has them too, so that they work wherever the focus is.
    private static final Set<TimelineAction> EVERYWHERE = Set.of(
            TimelineAction.NEXT_EVENT,
            TimelineAction.PREVIOUS_EVENT,
            TimelineAction.NEXT_EXCEPTION,
            TimelineAction.PREVIOUS_EXCEPTION,
            TimelineAction.NEXT_FINDING,
            TimelineAction.PREVIOUS_FINDING);

    private AllKeys() {}

    static List<KeyText.Group> groups() {
        List<KeyText.Group> groups = new ArrayList<>(KeyText.ofWindow());
        groups.add(new KeyText.Group(
                "TIMELINE, WHEN IT HAS THE FOCUS",
                TimelineKeys.WASD.bindings().stream()
                        .filter(each -> !EVERYWHERE.contains(each.action()))
                        .map(each -> new KeyText(name(each.key()), each.action().words()))
                        .toList()));
        return groups;
    }

    private static String name(TimelineKeys.Key key) {
        return (key.isAlt() ? "Alt+" : "")
                + (key.isShift() ? "Shift+" : "")
                + switch (key.code()) {
                    case PERIOD -> ".";
                    case COMMA -> ",";
                    case DIGIT0 -> "0";
                    default -> key.code().getName();
                };
    }
}
