package taskscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.scene.Node;
import taskscope.diagnosis.Rule;
import taskscope.view.events.EventsPane;
import taskscope.view.findings.FindingsModel;
import taskscope.view.findings.FindingsPane;
import taskscope.view.gallery.GalleryModel;
import taskscope.view.gallery.GalleryPane;
import taskscope.view.gallery.Samples;
import taskscope.view.inspector.InspectorModel;
import taskscope.view.inspector.InspectorPane;
import taskscope.view.loading.Loader;
import taskscope.view.loading.Loading;
import taskscope.view.loading.LoadingPane;
import taskscope.view.losses.LossesBar;
import taskscope.view.notices.Notices;
import taskscope.view.notices.NoticesPane;
import taskscope.view.parts.Fxml;
import taskscope.view.recordedwith.RecordedWithPane;
import taskscope.view.requests.RequestsPane;
import taskscope.view.state.StatePane;
import taskscope.view.timeline.TimelinePane;
import taskscope.view.toolbar.Player;
import taskscope.view.toolbar.SearchModel;
import taskscope.view.toolbar.StepModel;
import taskscope.view.toolbar.Toolbar;
import taskscope.view.window.Desk;
import taskscope.view.window.MainWindow;
import taskscope.view.window.Opening;
import taskscope.view.window.Theme;
import taskscope.view.workbench.Workbench;
import taskscope.workspace.PreferencesFile;
import taskscope.workspace.RecentFiles;

/// Builds the window out of its panes. Everything is made here, with plain constructors, on the JavaFX thread.
public final class WindowBuilder {

    private final Loader loader;
    private final List<Rule> rules;
    private final Path samples;
    private final Executor background = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "load job");
        thread.setDaemon(true);
        return thread;
    });
    private final Workbench workbench = new Workbench();
    private final Notices notices = new Notices();
    private final RecentFiles recent;
    private final Loading loading;
    private final Opening opening;
    private final Theme theme;

    public WindowBuilder(Loader loader, List<Rule> rules, Path config, Path samples) {
        this.loader = loader;
        this.rules = List.copyOf(rules);
        this.samples = samples;
        this.recent = new RecentFiles(config);
        this.loading = new Loading(loader, background);
        this.opening = new Opening(workbench, loading, recent, notices);
        var preferences = new PreferencesFile(config);
        this.theme = new Theme(workbench, preferences.load());
        theme.preferences().addListener((_, _, chosen) -> background.execute(() -> preferences.save(chosen)));
    }

    /// `isOpening`: a recording is about to be opened, so the gallery need not be made.
    public MainWindow build(boolean isOpening) {
        var steps = new StepModel(workbench);
        var player = new Player(workbench);
        var searching = new SearchModel(workbench, steps, background);
        return new MainWindow(new MainWindow.Parts(
                workbench,
                opening,
                recent,
                theme,
                steps,
                player,
                open -> new Toolbar(workbench, steps, player, searching, open),
                pane(() -> new LossesBar(workbench)),
                this::desk,
                this::gallery,
                isOpening,
                AllKeys.groups(),
                List.of(pane(() -> new LoadingPane(loading)), pane(() -> new NoticesPane(notices)))));
    }

    private Desk desk() {
        var findings = new FindingsModel(rules);
        workbench.loaded().subscribe(loaded -> {
            if (loaded != null) {
                findings.show(loaded);
            }
        });
        var inspector = new InspectorModel(workbench, rules);
        return new Desk(new Desk.Panes(
                List.of(
                        pane(() -> new FindingsPane(findings, workbench)),
                        pane(() -> new RequestsPane(workbench)),
                        pane(() -> new RecordedWithPane(workbench))),
                this::timeline,
                pane(() -> new InspectorPane(inspector)),
                pane(() -> new EventsPane(workbench)),
                pane(() -> new StatePane(workbench, background))));
    }

    private Node timeline() {
        var timeline = new TimelinePane(workbench);
        Node root = Fxml.load(timeline);
        theme.preferences().subscribe(chosen -> timeline.setFontPx(chosen.fontPx()));
        return root;
    }

    private Node gallery(MainWindow window) {
        var model = new GalleryModel(Samples.in(samples), recent, loader, background);
        var actions = new GalleryPane.Actions(window::open, file -> opening.open(List.of(file)), window::seeSample);
        return Fxml.load(new GalleryPane(model, actions, loaded -> new Thumbnail(loaded, workbench.dark())));
    }

    private static Supplier<Node> pane(Supplier<Object> controller) {
        return () -> Fxml.load(controller.get());
    }

    public Workbench workbench() {
        return workbench;
    }

    public Opening opening() {
        return opening;
    }

    public Notices notices() {
        return notices;
    }

    public Theme theme() {
        return theme;
    }
}
