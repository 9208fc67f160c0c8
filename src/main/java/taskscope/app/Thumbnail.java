package taskscope.app;

import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import taskscope.view.parts.Fxml;
import taskscope.view.timeline.TimelinePane;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// A small picture of a trace's timeline: the real one, drawn off screen and made smaller.
final class Thumbnail extends StackPane {

    /// So large is the timeline that is drawn; its lane headers are cut off, they cannot be read anyway.
    private static final double WIDTH_PX = 900;

    private static final double HEIGHT_PX = 420;
    private static final double HEADERS_PX = 222;
    private static final double RULER_PX = 70;
    private static final double SCROLL_BAR_PX = 16;
    private static final double SHOWN_HEIGHT_PX = 305;

    /// What a tile of the gallery has room for.
    private static final double SHOWN_WIDTH_PX = 250;

    Thumbnail(LoadedTrace loaded, ObservableBooleanValue isDark) {
        isDark.subscribe(dark -> getChildren().setAll(picture(loaded, dark)));
    }

    private static ImageView picture(LoadedTrace loaded, boolean isDark) {
        var workbench = new Workbench();
        workbench.dark().set(isDark);
        var pane = new TimelinePane(workbench);
        Parent root = Fxml.load(pane);
        var scene = new Scene(root, WIDTH_PX, HEIGHT_PX);
        root.applyCss();
        root.layout();
        workbench.show(loaded);
        root.applyCss();
        root.layout();
        pane.drawNow();
        var view = new ImageView(scene.snapshot(null));
        view.setViewport(new Rectangle2D(HEADERS_PX, RULER_PX, WIDTH_PX - HEADERS_PX - SCROLL_BAR_PX, SHOWN_HEIGHT_PX));
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(SHOWN_WIDTH_PX);
        return view;
    }
}
