package taskscope.view.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.fxml.FXML;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import taskscope.timeline.DesignTrace;
import taskscope.timeline.Selection;
import taskscope.timeline.Viewport;
import taskscope.trace.Thing;
import taskscope.view.JavaFxThread;

class TimelinePaneTest {

    private static final double LARGEST_FONT_PX = 24;

    @Test
    void everyIdOfTheFxmlHasAFieldAndTheReverse() throws Exception {
        String fxml;
        try (var file = TimelinePane.class.getResourceAsStream("/fxml/timeline/TimelinePane.fxml")) {
            fxml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var ids = new TreeSet<>(Pattern.compile("fx:id=\"(\\w+)\"")
                .matcher(fxml)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
        var fields = new TreeSet<>(Arrays.stream(TimelinePane.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(FXML.class))
                .map(Field::getName)
                .toList());
        assertEquals(ids, fields);
    }

    @Test
    void thePaneLoadsInBothThemesAndWithTheLargestFont() throws Exception {
        for (boolean isDark : new boolean[] {false, true}) {
            int corner = JavaFxThread.call(() -> {
                var shot = new Screenshot(DesignTrace.trace(), 1_000, 500);
                shot.workbench.dark().set(isDark);
                shot.pane.setFontPx(LARGEST_FONT_PX);
                return shot.image().getPixelReader().getArgb(996, 20) & 0xFFFFFF;
            });
            assertEquals(isDark ? 0x14171C : 0xFFFFFF, corner);
        }
    }

    @Test
    void keysZoomStepAndGoBack() throws Exception {
        JavaFxThread.call(() -> {
            var shot = new Screenshot(DesignTrace.trace(), 1_000, 500);
            Viewport first = shot.workbench.viewport().get();
            press(shot, KeyCode.W, false);
            assertEquals(
                    first.lengthNanos() / 1.25, shot.workbench.viewport().get().lengthNanos(), 1);
            press(shot, KeyCode.BACK_SPACE, false);
            assertEquals(first, shot.workbench.viewport().get());
            press(shot, KeyCode.PERIOD, false);
            press(shot, KeyCode.PERIOD, false);
            assertEquals(1, shot.workbench.playhead().get());
            press(shot, KeyCode.COMMA, false);
            assertEquals(0, shot.workbench.playhead().get());
            press(shot, KeyCode.END, false);
            assertEquals(
                    DesignTrace.trace().events().count() - 1,
                    shot.workbench.playhead().get());
            return null;
        });
    }

    @Test
    void aClickSelectsADragMarksATimeAndEscapeClears() throws Exception {
        JavaFxThread.call(() -> {
            var shot = new Screenshot(DesignTrace.trace(), 1_000, 500);
            shot.image();
            drag(shot, 400, 400, 70);
            assertEquals(
                    new Selection.OneThing(new Thing(Thing.Kind.REQUEST, 1)),
                    shot.workbench.selection().get());
            drag(shot, 100, 300, 70);
            assertTrue(shot.workbench.selection().get() instanceof Selection.Range(var range)
                    && range.durationNanos() > 0);
            press(shot, KeyCode.ESCAPE, false);
            assertEquals(new Selection.Nothing(), shot.workbench.selection().get());
            return null;
        });
    }

    private static void press(Screenshot shot, KeyCode code, boolean isShift) {
        Event.fireEvent(shot.root, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, isShift, false, false, false));
    }

    private static void drag(Screenshot shot, double fromX, double toX, double y) {
        Node plot = shot.root.lookup("#plot");
        Point2D origin = plot.localToScene(0, 0);
        fire(plot, origin.add(fromX, y), MouseEvent.MOUSE_PRESSED);
        fire(plot, origin.add(toX, y), MouseEvent.MOUSE_DRAGGED);
        fire(plot, origin.add(toX, y), MouseEvent.MOUSE_RELEASED);
    }

    private static void fire(Node target, Point2D at, EventType<MouseEvent> kind) {
        Event.fireEvent(
                target,
                new MouseEvent(
                        kind,
                        at.getX(),
                        at.getY(),
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }
}
