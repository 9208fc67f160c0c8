package taskscope.app;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javax.imageio.ImageIO;
import taskscope.view.JavaFxThread;
import taskscope.workspace.Preferences;

/// Draws the window without a display, to look at it and for the picture in the README:
/// `ScreenshotMain RECORDING|gallery WIDTH HEIGHT light|dark OUT.png`.
public final class ScreenshotMain {

    /// Canvases draw on a pulse, and thumbnails come one after the other.
    private static final long PULSES_MILLIS = 1_500;

    private ScreenshotMain() {}

    public static void main(String[] arguments) throws Exception {
        Path config = Files.createTempDirectory("taskscope-screenshot");
        TestWindow window = TestWindow.of(
                config, SampleDirectory.find(), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        window.dress(Preferences.Theme.valueOf(arguments[3].toUpperCase(Locale.ROOT)), Preferences.USUAL_FONT_PX);
        if (!arguments[0].equals("gallery")) {
            window.open(List.of(Path.of(arguments[0])));
            Waiting.until(() -> window.builder().workbench().current().isPresent());
        }
        for (int each = 0; each < 2; each++) {
            JavaFxThread.call(() -> window.scene().snapshot(null));
            Thread.sleep(PULSES_MILLIS);
        }
        write(JavaFxThread.call(() -> window.scene().snapshot(null)), Path.of(arguments[4]));
        System.exit(0);
    }

    private static void write(Image image, Path out) throws Exception {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(picture, "png", out.toFile());
    }
}
