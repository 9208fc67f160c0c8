package taskscope.view.inspector;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import taskscope.view.parts.FittingScroll;

/// Lines of code that scroll sideways and are always as high as they are many.
final class CodeScroll {

    private CodeScroll() {}

    static ScrollPane of(Region lines) {
        var scroll = new FittingScroll();
        scroll.setRigid(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setContent(lines);
        return scroll;
    }
}
