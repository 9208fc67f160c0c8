package taskscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import taskscope.timeline.Selection;
import taskscope.view.JavaFxThread;
import taskscope.view.SampleTrace;
import taskscope.workspace.Preferences;

/// The whole window, headless: all its panes load and follow the one selection.
class MainWindowTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"LIGHT, 13", "DARK, 13", "LIGHT, 20", "DARK, 10"})
    void everyPaneLoadsWithoutAWarningInEveryThemeAndSize(Preferences.Theme theme, int fontPx) throws Exception {
        String said = saidOnStandardError(() -> {
            TestWindow window = window(1280, 800);
            window.dress(theme, fontPx);
            window.show(SampleTrace.damaged());
            JavaFxThread.call(() -> {
                window.window().toggleKeySheet();
                window.builder().notices().confess(new IllegalStateException("planted"));
                selectEveryTab(window, ".inspector");
                selectEveryTab(window, ".drawer");
                return window.layOut();
            });
        });
        assertEquals("", said);
    }

    @Test
    void theInspectorAndThePlayheadFollowTheSelectedFinding() throws Exception {
        TestWindow window = window(1600, 1000);
        window.show(SampleTrace.loaded());
        assertEquals("First failing task stops the rest", text(window, ".inspector-title"));
        assertEquals(
                window.builder().workbench().playhead().get(),
                JavaFxThread.call(() -> ((TableView<?>) window.scene().lookup(".events"))
                        .getSelectionModel()
                        .getSelectedIndex()));
    }

    @Test
    void aFaultOfOursIsSaidCalmlyAndTheTraceStays() throws Exception {
        TestWindow window = window(1280, 800);
        window.show(SampleTrace.loaded());
        JavaFxThread.call(() -> {
            window.builder().notices().confess(new IllegalStateException("planted"));
            return window.layOut();
        });
        assertEquals("Something went wrong inside Taskscope", text(window, ".notice-title"));
        assertTrue(window.builder().workbench().current().isPresent());
        assertTrue(window.builder().notices().open().getFirst().details().contains("planted"));
    }

    @Test
    void aFileThatIsNoRecordingIsRefusedWithASentenceAndWhatIsOpenStaysOpen() throws Exception {
        Path strange = Files.writeString(directory.resolve("photo.jpg"), "JFIF");
        TestWindow window = window(1280, 800);
        window.show(SampleTrace.loaded());
        window.open(List.of(strange));
        Waiting.until(() -> !window.builder().notices().open().isEmpty());
        assertEquals(
                "photo.jpg could not be opened",
                window.builder().notices().open().getFirst().title());
        assertEquals(
                SampleTrace.loaded().trace().events().count(),
                window.builder()
                        .workbench()
                        .current()
                        .orElseThrow()
                        .trace()
                        .events()
                        .count());
    }

    @Test
    void steppingSelectsTheEventAndKeepsTheFindingItProves() throws Exception {
        TestWindow window = window(1280, 800);
        window.show(SampleTrace.loaded());
        int event = SampleTrace.loaded()
                .diagnosis()
                .findings()
                .getFirst()
                .evidence()
                .getFirst()
                .event();
        JavaFxThread.call(() -> {
            window.builder().workbench().selection().set(new Selection.OneEvent(event));
            return window.layOut();
        });
        assertEquals("First failing task stops the rest", text(window, ".inspector-title"));
    }

    private TestWindow window(double widthPx, double heightPx) throws Exception {
        return TestWindow.of(directory.resolve("config"), directory.resolve("samples"), widthPx, heightPx);
    }

    private static String text(TestWindow window, String style) throws Exception {
        return JavaFxThread.call(() -> {
            Node found = window.scene().lookup(style);
            return found instanceof Label label ? label.getText() : "nothing at " + style;
        });
    }

    private static void selectEveryTab(TestWindow window, String style) {
        var tabs = (TabPane) window.scene().lookup(style);
        tabs.getTabs().forEach(each -> {
            tabs.getSelectionModel().select(each);
            window.layOut();
        });
        tabs.getSelectionModel().selectFirst();
    }

    private interface Work {
        void run() throws Exception;
    }

    /// JavaFX tells of broken style sheets and of bindings to nothing there, and nowhere else.
    private static String saidOnStandardError(Work work) throws Exception {
        JavaFxThread.call(() -> true);
        PrintStream usual = System.err;
        var said = new ByteArrayOutputStream();
        var loud = Logger.getLogger("javafx");
        var heard = new StreamHandler(said, new SimpleFormatter());
        loud.addHandler(heard);
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(usual);
            heard.flush();
            loud.removeHandler(heard);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
