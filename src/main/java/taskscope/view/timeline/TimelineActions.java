package taskscope.view.timeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import taskscope.diagnosis.Finding;
import taskscope.playback.Steps;
import taskscope.time.TimeRange;
import taskscope.timeline.EventLane;
import taskscope.timeline.Selection;
import taskscope.timeline.Viewport;
import taskscope.trace.Trace;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Does what the keys and buttons of the timeline say, by changing the workbench; the panes follow.
public final class TimelineActions {

    private static final double ZOOM = 1.25;
    private static final double FAST_ZOOM = 2;
    private static final double PAN = 0.25;

    /// Room around a fitted selection.
    private static final double FIT_MARGIN = 0.1;

    /// A step scrolls only when it leads this near to an edge, or beyond it.
    private static final double EDGE = 0.1;

    private final Workbench workbench;
    private final TimelineModel model;
    private final ViewHistory history;

    TimelineActions(Workbench workbench, TimelineModel model, ViewHistory history) {
        this.workbench = workbench;
        this.model = model;
        this.history = history;
    }

    /// `anchor` is where to zoom, from 0 at the left edge of the plot to 1 at the right one.
    public void perform(TimelineAction action, double anchor) {
        switch (action) {
            case ZOOM_IN -> zoom(ZOOM, anchor);
            case ZOOM_IN_FAST -> zoom(FAST_ZOOM, anchor);
            case ZOOM_OUT -> zoom(1 / ZOOM, anchor);
            case ZOOM_OUT_FAST -> zoom(1 / FAST_ZOOM, anchor);
            case PAN_LEFT -> pan(-PAN);
            case PAN_LEFT_FAST -> pan(-1);
            case PAN_RIGHT -> pan(PAN);
            case PAN_RIGHT_FAST -> pan(1);
            case NEXT_EVENT -> forward(steps().any());
            case PREVIOUS_EVENT -> back(steps().any());
            case NEXT_MILESTONE -> forward(steps().milestones());
            case PREVIOUS_MILESTONE -> back(steps().milestones());
            case NEXT_LIKE_THIS -> fromHere(event -> steps().after(event, steps().like(event)));
            case PREVIOUS_LIKE_THIS -> fromHere(event -> steps().before(event, steps().like(event)));
            case NEXT_IN_LANE -> fromHere(event -> steps().after(event, inLane(lane(event))));
            case PREVIOUS_IN_LANE -> fromHere(event -> steps().before(event, inLane(lane(event))));
            case LANE_BELOW -> fromHere(event -> nearest(event, 1));
            case LANE_ABOVE -> fromHere(event -> nearest(event, -1));
            case NEXT_EXCEPTION -> forward(steps().exceptions());
            case PREVIOUS_EXCEPTION -> back(steps().exceptions());
            case NEXT_FINDING -> finding(1);
            case PREVIOUS_FINDING -> finding(-1);
            case STEP_OVER -> fromHere(event -> steps().after(event, steps().sameDepth(event)));
            case STEP_BACK_OVER -> fromHere(event -> steps().before(event, steps().sameDepth(event)));
            case STEP_INTO -> fromHere(event -> steps().after(event, steps().inside(event)));
            case STEP_OUT -> fromHere(event -> steps().after(event, steps().endOf(event)));
            case FIRST_EVENT -> stepTo(steps().after(Steps.BEFORE_FIRST, steps().any()));
            case LAST_EVENT -> stepTo(steps().before(trace().events().count(), steps().any()));
            case FIT_ALL -> show(Viewport.whole(span()));
            case CENTRE -> centre();
            case ZOOM_TO_RANGE -> picked().ifPresent(range -> show(Viewport.of(range, 0, span())));
            case RANGE_OF_SELECTION -> picked().map(Selection.Range::new).ifPresent(workbench.selection()::set);
            case PREVIOUS_VIEW -> history.back(workbench.viewport().get()).ifPresent(workbench.viewport()::set);
            case NEXT_VIEW -> history.forward(workbench.viewport().get()).ifPresent(workbench.viewport()::set);
            case CLEAR -> workbench.selection().set(new Selection.Nothing());
        }
    }

    void zoom(double factor, double anchor) {
        show(workbench.viewport().get().zoomed(factor, anchor, span()));
    }

    void pan(double part) {
        show(workbench.viewport().get().panned(part, span()));
    }

    /// As a pan, but under the hand: the many small moves of one drag are not views to go back to.
    void slide(double part) {
        workbench.viewport().set(workbench.viewport().get().panned(part, span()));
    }

    void show(Viewport next) {
        history.leave(workbench.viewport().get());
        workbench.viewport().set(next);
    }

    /// Centred and with a margin around it.
    void fit(TimeRange range) {
        show(Viewport.of(range, FIT_MARGIN, span()));
    }

    /// Moves the view, without zooming, when the instant is outside of it or near its edge.
    void reveal(long nanos) {
        Viewport view = workbench.viewport().get();
        double at = (nanos - view.startNanos() - view.fractionNanos()) / view.lengthNanos();
        if (at < EDGE || at > 1 - EDGE) {
            workbench.viewport().set(view.centredOn(nanos, span()));
        }
    }

    private void centre() {
        picked().ifPresent(range -> {
            Viewport view = workbench.viewport().get();
            long middle = range.startNanos() + range.durationNanos() / 2;
            Viewport centred = view.centredOn(middle, span());
            if (centred.equals(view)) {
                fit(range);
            } else {
                show(centred);
            }
        });
    }

    private void forward(IntPredicate wanted) {
        stepTo(steps().after(playhead(), wanted));
    }

    private void back(IntPredicate wanted) {
        stepTo(steps().before(playhead(), wanted));
    }

    private void fromHere(IntFunction<OptionalInt> step) {
        if (playhead() >= 0) {
            stepTo(step.apply(playhead()));
        } else {
            forward(steps().any());
        }
    }

    private void stepTo(OptionalInt event) {
        event.ifPresent(workbench.playhead()::set);
    }

    private OptionalInt lane(int event) {
        return new EventLane(model.lanes()).of(event);
    }

    private IntPredicate inLane(OptionalInt lane) {
        var lanes = new EventLane(model.lanes());
        return event -> lanes.of(event).equals(lane);
    }

    /// The event nearest in time on the next lane in this direction that has any.
    private OptionalInt nearest(int event, int direction) {
        OptionalInt lane = lane(event);
        int laneCount = model.lanes().laneCount();
        for (int next = lane.orElse(-1) + direction;
                lane.isPresent() && next >= 0 && next < laneCount;
                next += direction) {
            IntPredicate there = inLane(OptionalInt.of(next));
            OptionalInt after = steps().after(event, there);
            OptionalInt before = steps().before(event, there);
            if (after.isPresent() && before.isPresent()) {
                return distance(event, after.getAsInt()) < distance(event, before.getAsInt()) ? after : before;
            }
            if (after.isPresent() || before.isPresent()) {
                return after.isPresent() ? after : before;
            }
        }
        return OptionalInt.empty();
    }

    private long distance(int event, int other) {
        return Math.abs(trace().events().timeNanos(event) - trace().events().timeNanos(other));
    }

    private void finding(int direction) {
        List<Finding> findings = workbench
                .current()
                .map(LoadedTrace::diagnosis)
                .map(each -> each.findings())
                .orElse(List.of());
        if (!findings.isEmpty()) {
            int now = workbench.selection().get() instanceof Selection.OneFinding(var finding)
                    ? findings.indexOf(finding)
                    : direction > 0 ? -1 : 0;
            Finding next = findings.get(Math.floorMod(now + direction, findings.size()));
            workbench.selection().set(new Selection.OneFinding(next));
        }
    }

    private Optional<TimeRange> picked() {
        return Picked.when(workbench.selection().get(), trace());
    }

    private int playhead() {
        return workbench.playhead().get();
    }

    private Steps steps() {
        return model.steps();
    }

    private Trace trace() {
        return model.trace();
    }

    private TimeRange span() {
        return trace().span();
    }
}
