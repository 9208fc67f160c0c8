package taskscope.view.inspector;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Lines of code that scroll sideways and are always as high as they are many.
final class CodeScroll extends ScrollPane {

    /// As high as the theme makes a horizontal bar, which would cover the last line.
    private static final double BAR_PX = 14;

    private final Region lines;

    CodeScroll(Region lines) {
        super(lines);
        this.lines = lines;
        setFitToWidth(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("edge-less", "code-scroll");
        widthProperty().subscribe(_ -> requestParentLayout());
        lines.heightProperty().subscribe(_ -> requestParentLayout());
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
