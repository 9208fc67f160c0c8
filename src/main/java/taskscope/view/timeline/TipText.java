package taskscope.view.timeline;

import taskscope.playback.StandingText;
import taskscope.time.TimeRange;
import taskscope.timeline.Selection;
import taskscope.timeline.TimeLabel;
import taskscope.timeline.TimelineScene;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The words of a tooltip: what it is, when it began, how long it took, how many it stands for.
final class TipText {

    private static final long FINE_STEP_NANOS = 100_000;

    private final Trace trace;
    private final StandingText names;

    TipText(Trace trace) {
        this.trace = trace;
        this.names = new StandingText(trace);
    }

    String of(TimelineScene.Hit hit) {
        String what = switch (hit.selection()) {
            case Selection.OneThing(Thing thing) -> thing(thing);
            case Selection.OneEvent(int event) ->
                trace.events().kind(event).words() + "\n"
                        + instant(trace.events().timeNanos(event));
            case Selection.Nothing _, Selection.OneFinding _, Selection.Range _ -> "";
        };
        return hit.count() > 1 ? what + "\nand " + (hit.count() - 1) + " more here: zoom in" : what;
    }

    private String thing(Thing thing) {
        return names.name(thing)
                + Picked.when(new Selection.OneThing(thing), trace)
                        .map(this::lasted)
                        .orElse("");
    }

    private String lasted(TimeRange range) {
        return "\n" + instant(range.startNanos()) + ", for " + TimeLabel.length(range.durationNanos());
    }

    private static String instant(long nanos) {
        return "at " + TimeLabel.instant(nanos, FINE_STEP_NANOS);
    }
}
