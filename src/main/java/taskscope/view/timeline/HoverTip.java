package taskscope.view.timeline;

import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import taskscope.timeline.TimelineScene;

/// Says in a tooltip what the pointer is over.
final class HoverTip {

    private static final double DELAY_MILLIS = 250;

    private final TimelineScreen screen;
    private final Tooltip tip = new Tooltip();
    private final TipText text;

    HoverTip(TimelineScreen screen) {
        this.screen = screen;
        this.text = new TipText(screen.model().trace());
        tip.setShowDelay(Duration.millis(DELAY_MILLIS));
    }

    void move(MouseEvent event) {
        var hit = screen.drawing().scene().flatMap(scene -> scene.hit(event.getX(), event.getY()));
        String words = hit.map((TimelineScene.Hit each) -> text.of(each)).orElse("");
        if (words.isEmpty()) {
            Tooltip.uninstall(screen.canvases().plot(), tip);
            tip.hide();
        } else if (!words.equals(tip.getText()) || !tip.isShowing()) {
            tip.setText(words);
            Tooltip.install(screen.canvases().plot(), tip);
        }
    }
}
