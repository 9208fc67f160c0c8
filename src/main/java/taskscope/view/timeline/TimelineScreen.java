package taskscope.view.timeline;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import taskscope.timeline.Selection;
import taskscope.timeline.Strip;
import taskscope.view.workbench.Workbench;

/// One trace on screen: its model, its drawing, and what moves them.
final class TimelineScreen {

    private final Workbench workbench;
    private final TimelineModel model;
    private final Canvases canvases;
    private final ScrollBar scroll;
    private final TimelineDrawing drawing;
    private final TimelineActions actions;

    TimelineScreen(Workbench workbench, TimelineModel model, Canvases canvases, ScrollBar scroll, Theme theme) {
        this.workbench = workbench;
        this.model = model;
        this.canvases = canvases;
        this.scroll = scroll;
        this.drawing = new TimelineDrawing(workbench, model, canvases, theme);
        this.actions = new TimelineActions(workbench, model, new ViewHistory());
    }

    /// Takes the place of what listened for the trace before: one handler a kind of gesture.
    void listen(Node root, Supplier<TimelineKeys> keys) {
        new PlotGestures(this).listen();
        new RulerGestures(this).listen();
        new MinimapGestures(this).listen();
        var pressed = new KeyGestures(this, keys);
        pressed.listen(root);
        var tip = new HoverTip(this);
        canvases.plot().setOnMouseMoved(event -> {
            pressed.move(event);
            tip.move(event);
        });
        canvases.header().setOnMousePressed(event -> heading(event.getY()));
    }

    Workbench workbench() {
        return workbench;
    }

    TimelineModel model() {
        return model;
    }

    Canvases canvases() {
        return canvases;
    }

    TimelineDrawing drawing() {
        return drawing;
    }

    TimelineActions actions() {
        return actions;
    }

    /// At the playhead where it can be seen, else in the middle.
    void perform(TimelineAction action) {
        int playhead = workbench.playhead().get();
        double at = playhead < 0
                ? 0.5
                : drawing.scale().px(model.trace().events().timeNanos(playhead))
                        / drawing.scale().widthPx();
        actions.perform(action, at < 0 || at > 1 ? 0.5 : at);
    }

    void redraw() {
        drawing.askForAll();
    }

    void restyle(Theme theme) {
        drawing.restyle(theme);
    }

    void relayout() {
        double heightPx = canvases.plot().getHeight();
        double hiddenPx = Math.max(0, model.stack().heightPx() - heightPx);
        scroll.setMax(hiddenPx);
        scroll.setVisibleAmount(
                hiddenPx == 0 ? 1 : hiddenPx * heightPx / model.stack().heightPx());
        scroll.setVisible(hiddenPx > 0);
        scrollBy(0);
        drawing.askForAll();
    }

    void scrollBy(double px) {
        model.scrollTo(model.scrollPx() + px, canvases.plot().getHeight());
        scroll.setValue(model.scrollPx());
        drawing.askForAll();
    }

    void scrolled() {
        model.scrollTo(scroll.getValue(), canvases.plot().getHeight());
        drawing.askForAll();
    }

    /// The playhead was moved: it stays in view, and so does its lane.
    void reveal() {
        int playhead = workbench.playhead().get();
        if (playhead >= 0) {
            actions.reveal(model.trace().events().timeNanos(playhead));
            revealLane(playhead);
        }
        drawing.askForOverlay();
    }

    private void revealLane(int event) {
        double heightPx = canvases.plot().getHeight();
        model.stripOf(event).ifPresent(strip -> {
            if (strip.yPx() < model.scrollPx()) {
                scrollBy(strip.yPx() - model.scrollPx());
            } else if (strip.yPx() + strip.heightPx() > model.scrollPx() + heightPx) {
                scrollBy(strip.yPx() + strip.heightPx() - model.scrollPx() - heightPx);
            }
        });
    }

    void select(Selection selection) {
        workbench.selection().set(selection);
    }

    private void heading(double yPx) {
        drawing.scene()
                .flatMap(scene -> scene.strip(yPx))
                .filter(Strip::isHeading)
                .ifPresent(strip -> {
                    model.fold(strip);
                    relayout();
                });
    }
}
