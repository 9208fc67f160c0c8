package taskscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import taskscope.casebook.TraceScript;
import taskscope.timeline.Selection;
import taskscope.timeline.Viewport;
import taskscope.view.JavaFxThread;
import taskscope.view.SampleTrace;
import taskscope.view.workbench.Workbench;

/// What a newcomer does first: opens a sample, clicks a finding, steps, copies the fix.
class JourneyTest {

    /// The headless screen is no larger.
    private static final double SIDE_PX = 1000;

    private final FxRobot robot = new FxRobot();

    @TempDir
    Path directory;

    @Test
    void fromTheSampleToTheFix() throws Exception {
        Path samples = Files.createDirectories(directory.resolve("samples"));
        Files.write(samples.resolve("silent-exception-broken.jsonl"), TraceScript.recording(SampleTrace.SCRIPT));
        TestWindow window = TestWindow.of(directory.resolve("config"), samples, SIDE_PX, SIDE_PX - 50);
        Stage stage = shown(window);
        Workbench workbench = window.builder().workbench();

        click(window, "#see-silent-exception");
        Waiting.until(() -> workbench.current().isPresent() && window.scene().lookup(".card-box") != null);
        Viewport before = workbench.viewport().get();
        int start = workbench.playhead().get();
        assertTrue(start >= 0, "the sample opens at its finding");

        JavaFxThread.call(() -> {
            window.window().closeInnermost();
            workbench.selection().set(new Selection.Nothing());
            workbench.playhead().set(0);
            return true;
        });
        click(window, ".card-box");
        Waiting.until(() -> workbench.selection().get() instanceof Selection.OneFinding);
        assertEquals(start, workbench.playhead().get());

        press(window, KeyCode.COMMA);
        Waiting.until(() -> workbench.playhead().get() == start - 1);
        press(window, KeyCode.PERIOD);
        Waiting.until(() -> workbench.playhead().get() == start);

        press(window, KeyCode.W);
        Waiting.until(() -> !before.equals(workbench.viewport().get()));
        assertNotEquals(before, workbench.viewport().get());

        click(window, "#copyFix");
        Waiting.until(
                () -> ((Button) window.scene().lookup("#copyFix")).getText().equals("Copied"));
        String fix = window.builder()
                .workbench()
                .current()
                .orElseThrow()
                .diagnosis()
                .findings()
                .getFirst()
                .fixes()
                .getFirst()
                .after();
        assertEquals(fix, JavaFxThread.call(() -> Clipboard.getSystemClipboard().getString()));
        JavaFxThread.call(() -> {
            stage.hide();
            return true;
        });
    }

    private static Stage shown(TestWindow window) throws Exception {
        return JavaFxThread.call(() -> {
            var stage = new Stage();
            stage.setScene(window.scene());
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return stage;
        });
    }

    private void click(TestWindow window, String wanted) throws Exception {
        Waiting.until(() -> window.scene().lookup(wanted) != null);
        Node node = JavaFxThread.call(() -> window.scene().lookup(wanted));
        robot.clickOn(node);
    }

    /// A key directly after a click is lost on the headless screen: the timeline takes the focus first.
    private void press(TestWindow window, KeyCode key) throws Exception {
        JavaFxThread.call(() -> {
            window.scene().lookup(".timeline").requestFocus();
            return true;
        });
        Waiting.until(() -> window.scene().lookup(".timeline").isFocused());
        robot.type(key);
    }
}
