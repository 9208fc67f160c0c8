package taskscope.view.timeline;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import org.jspecify.annotations.Nullable;
import taskscope.time.TimeRange;
import taskscope.timeline.Minimap;
import taskscope.timeline.Selection;
import taskscope.timeline.TimeLabel;
import taskscope.timeline.TimeScale;
import taskscope.timeline.TimelineScene;
import taskscope.view.workbench.Workbench;

/// Keeps the canvases as the workbench says: asked for any number of times between two pulses, drawn once.
final class TimelineDrawing {

    private final Workbench workbench;
    private final TimelineModel model;
    private final Canvases canvases;
    private Theme theme;
    private FontWidth width;
    private @Nullable Minimap map;
    private @Nullable TimelineScene scene;
    private boolean isAsked;
    private boolean areLanesStale = true;

    TimelineDrawing(Workbench workbench, TimelineModel model, Canvases canvases, Theme theme) {
        this.workbench = workbench;
        this.model = model;
        this.canvases = canvases;
        this.theme = theme;
        this.width = new FontWidth(theme.smallFont());
    }

    void restyle(Theme next) {
        theme = next;
        width = new FontWidth(next.smallFont());
        askForAll();
    }

    /// Lanes and all: the viewport, the scroll position, a fold or the size has changed.
    void askForAll() {
        areLanesStale = true;
        askForOverlay();
    }

    /// The playhead or the selection has changed.
    void askForOverlay() {
        if (!isAsked) {
            isAsked = true;
            Platform.runLater(this::draw);
        }
    }

    void draw() {
        isAsked = false;
        if (canvases.plot().getWidth() < 1 || canvases.plot().getHeight() < 1) {
            return;
        }
        TimelineScene shown = scene;
        if (areLanesStale || shown == null) {
            shown = lanes();
        }
        ruler(shown);
        overlay(shown);
        minimap(shown);
    }

    Optional<TimelineScene> scene() {
        return Optional.ofNullable(scene);
    }

    Optional<Minimap> map() {
        return Optional.ofNullable(map);
    }

    TimeScale scale() {
        return new TimeScale(
                workbench.viewport().get(), Math.max(1, canvases.plot().getWidth()));
    }

    private TimelineScene lanes() {
        Canvas plot = canvases.plot();
        TimelineScene next = model.scene(
                scale(), plot.getHeight(), width, workbench.selection().get());
        new TimelinePainter(plot.getGraphicsContext2D(), theme).paint(next, plot.getHeight());
        new HeaderPainter(canvases.header().getGraphicsContext2D(), theme)
                .paint(next, canvases.header().getWidth(), canvases.header().getHeight());
        scene = next;
        areLanesStale = false;
        return next;
    }

    private void ruler(TimelineScene shown) {
        var painter = new RulerPainter(canvases.ruler().getGraphicsContext2D(), theme);
        double x = playheadPx(shown.scale());
        painter.paint(shown, canvases.ruler().getHeight(), x);
        if (isVisible(x, shown.scale())) {
            long stepNanos = Math.max(1, Math.round(shown.scale().nanosPerPx()));
            painter.pill(
                    x,
                    TimeLabel.instant(playheadNanos(), stepNanos),
                    shown.scale().widthPx());
        }
    }

    private void overlay(TimelineScene shown) {
        Canvas overlay = canvases.overlay();
        var painter = new OverlayPainter(overlay.getGraphicsContext2D(), theme);
        painter.clear(overlay.getWidth(), overlay.getHeight());
        switch (workbench.selection().get()) {
            case Selection.Nothing() -> {}
            case Selection.Range(TimeRange range) -> painter.range(shown.scale(), range, overlay.getHeight());
            case Selection.OneFinding(var finding) -> Ringed.of(finding, shown).forEach(painter::ring);
            case Selection.OneThing(var thing) ->
                shown.boxes().stream().filter(box -> box.thing().equals(thing)).forEach(painter::ring);
            case Selection.OneEvent(int event) ->
                shown.moments().stream()
                        .filter(moment -> moment.event() == event)
                        .forEach(painter::ring);
        }
        double x = playheadPx(shown.scale());
        if (isVisible(x, shown.scale())) {
            painter.playhead(x, overlay.getHeight());
        }
    }

    private void minimap(TimelineScene shown) {
        Canvas canvas = canvases.minimap();
        Minimap known = map;
        if (known == null || known.widthPx() != (int) Math.ceil(canvas.getWidth())) {
            known = model.minimap(canvas.getWidth());
            map = known;
        }
        var painter = new MinimapPainter(canvas.getGraphicsContext2D(), theme);
        painter.paint(known, shown.scale(), canvas.getHeight());
        if (workbench.playhead().get() >= 0) {
            painter.playhead(known.scale().px(playheadNanos()), canvas.getHeight());
        }
    }

    /// Before the first event there is no playhead to see.
    private double playheadPx(TimeScale scale) {
        return workbench.playhead().get() < 0 ? -1 : scale.px(playheadNanos());
    }

    private long playheadNanos() {
        return model.trace().events().timeNanos(workbench.playhead().get());
    }

    private static boolean isVisible(double xPx, TimeScale scale) {
        return xPx >= 0 && xPx <= scale.widthPx();
    }
}
