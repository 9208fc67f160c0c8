package taskscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import taskscope.diagnosis.Rule;
import taskscope.view.loading.RecordingLoader;
import taskscope.view.notices.Notices;
import taskscope.view.window.MainWindow;
import taskscope.workspace.Directories;

/// Opens the window and waits until it is closed.
final class WindowStart {

    private static final Logger LOG = Logger.getLogger(WindowStart.class.getName());

    /// As in the design, or as much of it as the screen has.
    private static final double WIDTH_PX = 1600;

    private static final double HEIGHT_PX = 1000;

    /// Below this the panes hide each other.
    private static final double LEAST_WIDTH_PX = 900;

    private static final double LEAST_HEIGHT_PX = 600;

    /// Long enough for a sample to be shown.
    private static final Duration REHEARSAL_TIME = Duration.seconds(4);

    private final List<Rule> rules;
    private final Path samples;
    private final Directories directories = Directories.ofThisMachine();

    WindowStart(List<Rule> rules, Path samples) {
        this.rules = List.copyOf(rules);
        this.samples = samples;
    }

    /// There is no screen to draw on, or nothing to draw with.
    static final class NoDisplay extends Exception {

        private static final long serialVersionUID = 1;

        NoDisplay(Throwable cause) {
            super(
                    cause.getMessage() == null
                            ? cause.toString()
                            : cause.getMessage().strip(),
                    cause);
        }
    }

    /// Gives the exit code once the window was closed.
    int run(List<Path> files) throws NoDisplay {
        // Before JavaFX starts: what it has to say goes to the log, not between our sentences.
        LogFile.in(directories.state());
        var closed = new CountDownLatch(1);
        try {
            Platform.startup(() -> open(files, closed));
        } catch (RuntimeException | LinkageError none) {
            // No display, no GTK, or no native library for this machine: JavaFX has a different exception for each.
            throw new NoDisplay(none);
        }
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void open(List<Path> files, CountDownLatch closed) {
        Fonts.load();
        var builder = new WindowBuilder(new RecordingLoader(rules), rules, directories.config(), samples);
        catchFaults(builder.notices());
        // Reading goes on while the window is made.
        builder.opening().open(files);
        var stage = new Stage();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        MainWindow window = builder.build(!files.isEmpty());
        stage.setScene(MainWindow.scene(
                window, Math.min(WIDTH_PX, screen.getWidth()), Math.min(HEIGHT_PX, screen.getHeight())));
        stage.setMinWidth(LEAST_WIDTH_PX);
        stage.setMinHeight(LEAST_HEIGHT_PX);
        stage.titleProperty().bind(window.title());
        stage.setOnHidden(_ -> {
            Platform.exit();
            closed.countDown();
        });
        stage.show();
        if (Rehearsal.isOn()) {
            var end = new PauseTransition(REHEARSAL_TIME);
            end.setOnFinished(_ -> stage.hide());
            end.play();
        }
    }

    /// What nobody caught is logged and said calmly; the window and its trace stay.
    private static void catchFaults(Notices notices) {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            LOG.log(Level.SEVERE, "nobody caught this in " + thread.getName(), fault);
            Platform.runLater(() -> notices.confess(fault));
        });
    }
}
