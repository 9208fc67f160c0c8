package taskscope.app;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import taskscope.diagnosis.rules.Rules;
import taskscope.view.JavaFxThread;
import taskscope.view.loading.Loader;
import taskscope.view.loading.RecordingLoader;
import taskscope.view.window.MainWindow;
import taskscope.view.workbench.LoadedTrace;
import taskscope.workspace.Preferences;

/// The whole window without a stage, for tests and for pictures.
record TestWindow(WindowBuilder builder, MainWindow window, Scene scene) {

    static TestWindow of(Path config, Path samples, double widthPx, double heightPx) throws Exception {
        return of(new RecordingLoader(Rules.all()), config, samples, widthPx, heightPx);
    }

    static TestWindow of(Loader loader, Path config, Path samples, double widthPx, double heightPx) throws Exception {
        return JavaFxThread.call(() -> {
            Fonts.load();
            var builder = new WindowBuilder(loader, Rules.all(), config, samples);
            MainWindow window = builder.build(false);
            return new TestWindow(builder, window, MainWindow.scene(window, widthPx, heightPx));
        });
    }

    void dress(Preferences.Theme theme, int fontPx) throws Exception {
        JavaFxThread.call(() -> {
            builder.theme().preferences().set(new Preferences(theme, fontPx, true));
            return layOut();
        });
    }

    void show(LoadedTrace loaded) throws Exception {
        JavaFxThread.call(() -> {
            builder.workbench().show(loaded);
            builder.opening().showFirstFinding();
            return layOut();
        });
    }

    void open(List<Path> files) throws Exception {
        JavaFxThread.call(() -> {
            builder.opening().open(files, builder.opening()::showFirstFinding);
            return layOut();
        });
    }

    boolean layOut() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return true;
    }
}
