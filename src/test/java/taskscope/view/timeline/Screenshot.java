package taskscope.view.timeline;

import java.awt.image.BufferedImage;
import java.io.File;
import java.util.List;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import taskscope.diagnosis.Diagnosis;
import taskscope.recording.LoadReport;
import taskscope.trace.Trace;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// The timeline pane in a scene of its own, without a window, to look at or to read pixels from.
final class Screenshot {

    final Workbench workbench = new Workbench();
    final TimelinePane pane = new TimelinePane(workbench);
    final Parent root;

    /// On the JavaFX thread.
    Screenshot(Trace trace, double width, double height) throws Exception {
        this(
                new LoadedTrace(
                        new LoadReport(List.of(), trace, 0, List.of()),
                        new Diagnosis(List.of(), List.of(), List.of(), List.of())),
                width,
                height);
    }

    Screenshot(LoadedTrace loaded, double width, double height) throws Exception {
        var loader = new FXMLLoader(TimelinePane.class.getResource("/fxml/timeline/TimelinePane.fxml"));
        loader.setControllerFactory(_ -> pane);
        root = loader.load();
        new Scene(root, width, height);
        root.applyCss();
        root.layout();
        workbench.show(loaded);
    }

    WritableImage image() {
        root.applyCss();
        root.layout();
        pane.drawNow();
        return root.snapshot(null, null);
    }

    void write(File file) throws Exception {
        WritableImage image = image();
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        ImageIO.write(picture, "png", file);
    }
}
