package taskscope.view.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import taskscope.diagnosis.Finding;
import taskscope.playback.Steps;
import taskscope.time.TimeRange;
import taskscope.timeline.EventLane;
import taskscope.timeline.LaneStack;
import taskscope.timeline.Lanes;
import taskscope.timeline.Minimap;
import taskscope.timeline.Selection;
import taskscope.timeline.Strip;
import taskscope.timeline.TextWidth;
import taskscope.timeline.TimeScale;
import taskscope.timeline.TimelineScene;
import taskscope.timeline.Viewport;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// What the timeline shows of one trace: its lanes, which groups are folded, how far it is scrolled. Knows no toolkit.
public final class TimelineModel {

    /// With more tasks than this, arrows would cover what they explain.
    private static final int MOST_ARROWS = 8;

    /// Room for the words beside the last answer, as a part of the time shown.
    private static final double WORDS_MARGIN = 0.12;

    private final Lanes lanes;
    private final Steps steps;
    private final Set<String> folded = new HashSet<>();
    private LaneStack stack;
    private double scrollPx;

    /// `lanes` is computed on a job thread: it reads the whole trace.
    public TimelineModel(Lanes lanes) {
        this.lanes = lanes;
        this.steps = new Steps(lanes.trace());
        this.stack = new LaneStack(lanes.groups(), folded);
    }

    public static TimelineModel of(Trace trace, List<Finding> findings) {
        return new TimelineModel(Lanes.of(trace, findings));
    }

    public Trace trace() {
        return lanes.trace();
    }

    public Lanes lanes() {
        return lanes;
    }

    public Steps steps() {
        return steps;
    }

    public LaneStack stack() {
        return stack;
    }

    public double scrollPx() {
        return scrollPx;
    }

    /// Scrolls the lanes, no further than their ends.
    public void scrollTo(double wishedPx, double heightPx) {
        scrollPx = Math.clamp(wishedPx, 0, Math.max(0, stack.heightPx() - heightPx));
    }

    /// The strip of the lane on which the event stands.
    Optional<Strip> stripOf(int event) {
        OptionalInt lane = new EventLane(lanes).of(event);
        return lane.isPresent() ? stack.ofLane(lane.getAsInt()) : Optional.empty();
    }

    public void fold(Strip heading) {
        String title = heading.of().title();
        if (!folded.remove(title)) {
            folded.add(title);
        }
        stack = new LaneStack(lanes.groups(), folded);
    }

    public TimelineScene scene(TimeScale scale, double heightPx, TextWidth width, Selection selection) {
        var window = new TimelineScene.Window(scale, scrollPx, heightPx, width);
        return TimelineScene.of(lanes, stack, window, arrows(selection));
    }

    public Minimap minimap(double widthPx) {
        return Minimap.of(lanes, widthPx);
    }

    /// The part of the trace in which something happened: a server may have idled long before the first request.
    public Viewport activePart() {
        TimeRange whole = trace().span();
        long fromNanos = trace().requests().stream()
                .mapToLong(each -> each.startNanos())
                .min()
                .orElse(0);
        long toNanos = lanes.lastWorkNanos();
        long marginNanos = Math.round((toNanos - fromNanos) * WORDS_MARGIN);
        return toNanos > fromNanos && fromNanos > 0
                ? Viewport.of(new TimeRange(fromNanos, toNanos + marginNanos), 2 * Viewport.GUTTER, whole)
                : Viewport.whole(whole);
    }

    private List<Task> arrows(Selection selection) {
        return trace().tasks().size() <= MOST_ARROWS
                ? trace().tasks()
                : Picked.request(selection, trace()).map(lanes::tasksOf).orElse(List.of());
    }
}
