package taskscope.view.inspector;

import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Lines of code that scroll sideways and are always as high as they are many.
final class CodeScroll extends ScrollPane {

    /// As high as a horizontal bar with its margins, which would cover the last line.
    private static final double BAR_PX = 12;

    private final Region lines;

    CodeScroll(Region lines) {
        super(lines);
        this.lines = lines;
        setFitToWidth(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("edge-less", "code-scroll");
        // After the layout that is going on, which would forget about it.
        widthProperty().subscribe(_ -> Platform.runLater(this::requestLayout));
        lines.heightProperty().subscribe(_ -> Platform.runLater(this::requestLayout));
    }

    @Override
    protected double computePrefHeight(double widthPx) {
        boolean hasBar = getWidth() > 0 && lines.minWidth(-1) > getWidth();
        return lines.prefHeight(getWidth()) + (hasBar ? BAR_PX : 0);
    }

    @Override
    protected double computeMinHeight(double widthPx) {
        return computePrefHeight(widthPx);
    }
}
