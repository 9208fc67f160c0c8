package taskscope.view.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import taskscope.timeline.Look;
import taskscope.timeline.Palette;
import taskscope.timeline.PixelBox;
import taskscope.timeline.Role;
import taskscope.timeline.Style;
import taskscope.trace.Thing;
import taskscope.view.JavaFxThread;

class BoxPainterTest {

    private static final Thing THING = new Thing(Thing.Kind.TASK, 0);

    @ParameterizedTest
    @EnumSource
    void theBorderHasTheRolesColourAndTheFillItsTint(Palette palette) throws Exception {
        PixelReader pixels = painted(palette, box(60, Look.RUNNING, 1));
        assertEquals(palette.of(Role.TASK), rgb(pixels, 40, 10));
        assertEquals(palette.tint(Role.TASK), rgb(pixels, 40, 20));
        assertEquals(palette.background(), rgb(pixels, 90, 20));
    }

    @ParameterizedTest
    @EnumSource
    void aNarrowBoxIsSolid(Palette palette) throws Exception {
        assertEquals(palette.of(Role.TASK), rgb(painted(palette, box(3, Look.RUNNING, 1)), 11, 20));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsQueuedOrNeverRanIsHollow(Palette palette) throws Exception {
        assertEquals(palette.background(), rgb(painted(palette, box(60, Look.QUEUED, 1)), 50, 20));
        assertEquals(palette.background(), rgb(painted(palette, box(60, Look.GHOST, 1)), 50, 20));
    }

    @ParameterizedTest
    @EnumSource
    void statesAreToldByPatternNotByColourAlone(Palette palette) throws Exception {
        int plain = hatched(palette, box(60, Look.RUNNING, 1));
        assertEquals(0, plain);
        assertNotEquals(0, hatched(palette, box(60, Look.WAITING, 1)));
        assertNotEquals(0, hatched(palette, box(60, Look.CANCELLED, 1)));
        assertNotEquals(0, hatched(palette, box(60, Look.RUNNING, 5)));
    }

    /// Pixels on the middle line of the box that are not its tint.
    private static int hatched(Palette palette, PixelBox box) throws Exception {
        PixelReader pixels = painted(palette, box);
        int count = 0;
        for (int x = 14; x < 66; x++) {
            count += rgb(pixels, x, 20) == palette.tint(Role.TASK) ? 0 : 1;
        }
        return count;
    }

    private static PixelBox box(double widthPx, Look look, int count) {
        return new PixelBox(10, 10, widthPx, 20, THING, Style.of(Role.TASK, look), count, "", 0);
    }

    private static PixelReader painted(Palette palette, PixelBox box) throws Exception {
        return JavaFxThread.call(() -> {
            var canvas = new Canvas(100, 40);
            var theme = Theme.of(palette == Palette.DARK, 12);
            canvas.getGraphicsContext2D().setFill(theme.background());
            canvas.getGraphicsContext2D().fillRect(0, 0, 100, 40);
            new BoxPainter(canvas.getGraphicsContext2D(), theme).paint(box);
            return canvas.snapshot(new SnapshotParameters(), null).getPixelReader();
        });
    }

    private static int rgb(PixelReader pixels, int x, int y) {
        return pixels.getArgb(x, y) & 0xFFFFFF;
    }
}
