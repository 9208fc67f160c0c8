package taskscope.app;

import java.awt.image.BufferedImage;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.view.JavaFxThread;
import taskscope.view.gallery.Sample;
import taskscope.view.gallery.Samples;
import taskscope.workspace.Preferences;

/// Draws the window on every sample, without a display, for people to look at: `-Dscreenshots=DIRECTORY` says where.
/// The picture in the README is `closed-session-broken-f0117-1600-light.png`.
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ScreenshotIT {

    private static final Path SAMPLES = Path.of("sample-traces");

    /// Thumbnails and panes come one after the other, a pulse for each step.
    private static final long PULSES_MILLIS = 2_500;

    /// More than a window of 3840 by 2160 pixels needs.
    private static final int SCREEN_BYTES = 64 << 20;

    /// What is drawn: a recording, or the gallery for none.
    record Shot(List<Path> recording, int widthPx, int heightPx, Preferences.Theme theme) {

        String file() {
            String what = recording.isEmpty()
                    ? "gallery"
                    : recording.getFirst().getFileName().toString().replaceFirst("\\.jsonl.*", "");
            return what + "-" + widthPx + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        }
    }

    @TempDir
    Path config;

    static Stream<Shot> shots() {
        Stream<Path> recordings = Samples.in(SAMPLES).stream()
                .map(Sample::variants)
                .flatMap(List::stream)
                .map(Sample.Variant::recording);
        return Stream.concat(Stream.of(List.<Path>of()), recordings.map(List::of))
                .flatMap(ScreenshotIT::shots);
    }

    private static Stream<Shot> shots(List<Path> recording) {
        return Stream.of(Preferences.Theme.LIGHT, Preferences.Theme.DARK)
                .flatMap(theme -> Stream.of(
                        new Shot(recording, 1280, 800, theme),
                        new Shot(recording, 1600, 1000, theme),
                        new Shot(recording, 3840, 2160, theme)));
    }

    @ParameterizedTest
    @MethodSource("shots")
    void theWindowIsDrawn(Shot shot) throws Exception {
        TestWindow window = TestWindow.of(config, SAMPLES, shot.widthPx(), shot.heightPx());
        window.dress(shot.theme(), Preferences.USUAL_FONT_PX);
        Stage stage = show(window);
        if (!shot.recording().isEmpty()) {
            window.open(shot.recording());
            Waiting.until(() -> window.builder().workbench().current().isPresent());
        }
        Thread.sleep(PULSES_MILLIS);
        Path directory = Files.createDirectories(Path.of(System.getProperty("screenshots")));
        write(JavaFxThread.call(() -> window.scene().snapshot(null)), directory.resolve(shot.file()));
        JavaFxThread.call(() -> {
            stage.hide();
            return true;
        });
    }

    /// On a stage there are pulses, which panes need until they have found their sizes.
    private static Stage show(TestWindow window) throws Exception {
        return JavaFxThread.call(() -> {
            growScreen();
            var stage = new Stage();
            stage.setScene(window.scene());
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return stage;
        });
    }

    /// The headless screen has memory for 1000 by 1000 pixels and fails with larger windows.
    private static void growScreen() throws ReflectiveOperationException {
        Object glass = Class.forName("com.sun.glass.ui.Application")
                .getMethod("GetApplication")
                .invoke(null);
        Field memory = glass.getClass().getDeclaredField("frameBuffer");
        memory.setAccessible(true);
        memory.set(glass, ByteBuffer.allocate(SCREEN_BYTES));
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
