package taskscope.view.parts;

import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// A scroll pane that would like to be exactly as high as what is in it.
public final class FittingScroll extends ScrollPane {

    /// As high as a horizontal bar with its margins, which would cover the last line.
    private static final double BAR_PX = 12;

    private final BooleanProperty rigid = new SimpleBooleanProperty();

    public FittingScroll() {
        setFitToWidth(true);
        getStyleClass().add("edge-less");
        widthProperty().subscribe(this::measureLater);
        contentProperty().subscribe(content -> {
            if (content != null) {
                content.layoutBoundsProperty().subscribe(this::measureLater);
            }
        });
    }

    /// Whether it must not be made lower than its content.
    public boolean isRigid() {
        return rigid.get();
    }

    public void setRigid(boolean isRigid) {
        rigid.set(isRigid);
    }

    /// After the layout that is going on, which would forget about it.
    private void measureLater() {
        Platform.runLater(this::requestLayout);
    }

    @Override
    protected double computePrefHeight(double widthPx) {
        Node content = getContent();
        if (content == null) {
            return 0;
        }
        double insidePx = Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset());
        boolean hasBar = getHbarPolicy() != ScrollBarPolicy.NEVER && insidePx > 0 && content.minWidth(-1) > insidePx;
        return snappedTopInset() + content.prefHeight(insidePx) + snappedBottomInset() + (hasBar ? BAR_PX : 0);
    }

    @Override
    protected double computeMinHeight(double widthPx) {
        return isRigid() ? computePrefHeight(widthPx) : 0;
    }
}
