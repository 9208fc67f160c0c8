package taskscope.view.timeline;

import javafx.concurrent.Task;
import javafx.fxml.FXML;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Background;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import taskscope.timeline.TimeLabel;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/timeline/TimelinePane.fxml` to the workbench: what changes there is drawn here.
public final class TimelinePane {

    /// Laying out more events than this takes longer than a frame, so a job does it.
    private static final int MOST_EVENTS_AT_ONCE = 20_000;

    private final Workbench workbench;
    private @Nullable TimelineScreen screen;
    private TimelineKeys keys = TimelineKeys.WASD;

    @FXML
    private GridPane root;

    @FXML
    private Label whole;

    @FXML
    private Pane minimapArea;

    @FXML
    private Canvas minimap;

    @FXML
    private Pane rulerArea;

    @FXML
    private Canvas ruler;

    @FXML
    private Pane headerArea;

    @FXML
    private Canvas header;

    @FXML
    private Pane plotArea;

    @FXML
    private Canvas plot;

    @FXML
    private Canvas overlay;

    @FXML
    private ScrollBar scroll;

    public TimelinePane(Workbench workbench) {
        this.workbench = workbench;
    }

    @FXML
    private void initialize() {
        fill(minimap, minimapArea);
        fill(ruler, rulerArea);
        fill(header, headerArea);
        fill(plot, plotArea);
        fill(overlay, plotArea);
        plotArea.widthProperty().subscribe(this::relayout);
        plotArea.heightProperty().subscribe(this::relayout);
        workbench.viewport().subscribe(_ -> redraw());
        workbench.selection().subscribe(_ -> redraw());
        workbench.playhead().subscribe(_ -> stepped());
        workbench.dark().subscribe(_ -> restyle());
        workbench.loaded().subscribe(this::load);
        scroll.valueProperty().subscribe(_ -> scrolled());
    }

    /// Does what a key or a button says, at the playhead or in the middle.
    public void perform(TimelineAction action) {
        if (screen != null) {
            screen.perform(action);
        }
    }

    /// The preset of the user's keyboard.
    public void setKeys(TimelineKeys preset) {
        keys = preset;
    }

    /// The pixels of the text in the lanes, for people who want it larger.
    public void setFontPx(double px) {
        root.setStyle("-fx-font-size: " + px + "px");
        restyle();
    }

    /// Draws without waiting for the next pulse: for a picture.
    public void drawNow() {
        if (screen != null) {
            screen.relayout();
            screen.drawing().draw();
        }
    }

    private void load(@Nullable LoadedTrace loaded) {
        screen = null;
        if (loaded == null) {
            whole.setText("No recording");
        } else if (loaded.trace().events().count() <= MOST_EVENTS_AT_ONCE) {
            show(loaded, model(loaded));
        } else {
            whole.setText("Laying out " + loaded.trace().events().count() + " events\u2026");
            var job = new Task<TimelineModel>() {
                @Override
                protected TimelineModel call() {
                    return model(loaded);
                }
            };
            job.setOnSucceeded(_ -> show(loaded, job.getValue()));
            Thread.ofPlatform().daemon().name("timeline layout").start(job);
        }
    }

    private static TimelineModel model(LoadedTrace loaded) {
        return TimelineModel.of(loaded.trace(), loaded.diagnosis().findings());
    }

    private void show(LoadedTrace loaded, TimelineModel model) {
        // A layout that took long must not cover a recording that was opened since.
        if (loaded.equals(workbench.loaded().get())) {
            whole.setText(
                    "Whole trace \u00b7 " + TimeLabel.length(loaded.trace().endNanos()));
            var canvases = new Canvases(minimap, ruler, header, plot, overlay);
            screen = new TimelineScreen(workbench, model, canvases, scroll, theme());
            screen.listen(root, () -> keys);
            workbench.viewport().set(model.activePart());
            relayout();
        }
    }

    private void relayout() {
        if (screen != null) {
            screen.relayout();
        }
    }

    private void redraw() {
        if (screen != null) {
            screen.redraw();
        }
    }

    private void stepped() {
        if (screen != null) {
            screen.reveal();
        }
    }

    private void scrolled() {
        if (screen != null) {
            screen.scrolled();
        }
    }

    private void restyle() {
        Theme theme = theme();
        root.setBackground(Background.fill(theme.background()));
        whole.setTextFill(theme.faintInk());
        if (screen != null) {
            screen.restyle(theme);
        }
    }

    private Theme theme() {
        return Theme.of(
                workbench.dark().get(),
                whole.getFont() == null
                        ? Font.getDefault().getSize()
                        : whole.getFont().getSize());
    }

    private static void fill(Canvas canvas, Region area) {
        canvas.widthProperty().bind(area.widthProperty());
        canvas.heightProperty().bind(area.heightProperty());
    }
}
