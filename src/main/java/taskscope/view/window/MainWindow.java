package taskscope.view.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Menu;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import taskscope.view.keys.KeySheet;
import taskscope.view.keys.KeyText;
import taskscope.view.parts.Fxml;
import taskscope.view.toolbar.Player;
import taskscope.view.toolbar.StepModel;
import taskscope.view.toolbar.Toolbar;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;
import taskscope.workspace.RecentFiles;

/// Binds `fxml/window/MainWindow.fxml`: the toolbar, and below it the gallery or the desk with a trace on it.
public final class MainWindow implements WindowKeys.Actions {

    /// What the window is made of; the rest is made when it is needed.
    public record Parts(
            Workbench workbench,
            Opening opening,
            RecentFiles recent,
            Theme theme,
            StepModel steps,
            Player player,
            Function<Runnable, Toolbar> toolbar,
            Supplier<Node> losses,
            Supplier<Desk> desk,
            Function<MainWindow, Node> gallery,
            boolean isOpening,
            List<KeyText.Group> keys,
            List<Supplier<Node>> overlays) {
        public Parts {
            keys = List.copyOf(keys);
            overlays = List.copyOf(overlays);
        }
    }

    private static final String PRODUCT = "Taskscope";

    private final Parts parts;
    private @Nullable Toolbar toolbar;
    private @Nullable Desk desk;
    private @Nullable Node deskNode;
    private @Nullable Node sheet;
    private @Nullable CoachMarks marks;
    private final Menu recentMenu = new Menu("Open recent");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(PRODUCT);

    @FXML
    private StackPane root;

    @FXML
    private VBox frame;

    @FXML
    private StackPane body;

    @FXML
    private StatusBar status;

    public MainWindow(Parts parts) {
        this.parts = parts;
    }

    @FXML
    private void initialize() {
        var bar = parts.toolbar().apply(this::open);
        toolbar = bar;
        frame.getChildren().addFirst(Fxml.load(bar));
        frame.getChildren().add(1, parts.losses().get());
        bar.offer(new WindowMenu(this, parts.theme()).items(recentMenu));
        new RunChoice(bar.runs(), parts.opening().runs(), parts.workbench()).bind();
        parts.overlays().forEach(each -> root.getChildren().add(overlay(each.get())));
        new FindingFocus(parts.workbench()).keep();
        parts.workbench().loaded().subscribe(this::show);
        parts.opening().whenLoading(() -> Platform.runLater(this::makeDesk));
        root.setOnDragOver(this::dragOver);
        root.setOnDragDropped(this::dropped);
    }

    private static Node overlay(Node node) {
        boolean isCorner = node.getStyleClass().contains("notices");
        StackPane.setAlignment(node, isCorner ? Pos.TOP_RIGHT : Pos.CENTER);
        return node;
    }

    /// The scene with its theme and keys.
    public static Scene scene(MainWindow window, double widthPx, double heightPx) {
        Parent root = Fxml.load(window);
        var scene = new Scene(root, widthPx, heightPx);
        window.parts.theme().dress(scene);
        new WindowKeys(window, window.parts.steps(), window.parts.player()).listenTo(scene);
        return scene;
    }

    private void show(@Nullable LoadedTrace loaded) {
        WindowMenu.fill(
                recentMenu, parts.recent().list(), file -> parts.opening().open(List.of(file)));
        if (loaded == null) {
            title.set(PRODUCT);
            status.setText("No recording is open");
            showGallery();
            return;
        }
        title.set(StatusText.files(loaded) + " \u2013 " + PRODUCT);
        status.setText(StatusText.of(loaded));
        Node made = makeDesk();
        if (!body.getChildren().contains(made)) {
            body.getChildren().setAll(made);
        }
        if (desk != null) {
            // A split pane takes its panes into the scene only when it is styled.
            root.applyCss();
            desk.focusTimeline();
        }
    }

    /// The desk takes longest to make, so it is made while the first recording is read.
    private Node makeDesk() {
        Node made = deskNode;
        if (made == null) {
            desk = parts.desk().get();
            made = Fxml.load(desk);
            deskNode = made;
        }
        return made;
    }

    /// With a recording on its way the gallery would only flash up; it comes where the recording does not.
    private void showGallery() {
        boolean isComing = parts.isOpening() && !parts.opening().hasTried().get();
        body.getChildren().clear();
        if (isComing) {
            parts.opening()
                    .hasTried()
                    .addListener((_, _, _) -> show(parts.workbench().loaded().get()));
        } else {
            body.getChildren().add(parts.gallery().apply(this));
        }
    }

    /// The title of the window: what is open.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    @Override
    public void open() {
        var chooser = new FileChooser();
        chooser.setTitle("Open recordings");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("Recordings", "*.jsonl", "*.jsonl.gz", "*.jsonl.zst"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        parts.recent().list().stream()
                .findFirst()
                .map(Path::getParent)
                .map(Path::toFile)
                .filter(File::isDirectory)
                .ifPresent(chooser::setInitialDirectory);
        List<File> chosen = chooser.showOpenMultipleDialog(root.getScene().getWindow());
        if (chosen != null) {
            parts.opening().open(chosen.stream().map(File::toPath).toList());
        }
    }

    /// Opens a sample at the finding that leads, with the hints where they were not seen yet.
    public void seeSample(Path sample) {
        parts.opening().open(List.of(sample), () -> {
            parts.opening().showFirstFinding();
            var preferences = parts.theme().preferences();
            if (!preferences.get().hasSeenMarks()) {
                preferences.set(preferences.get().withMarksSeen());
                showMarks();
            }
        });
    }

    private void showMarks() {
        hideKeySheet();
        root.applyCss();
        root.layout();
        marks = new CoachMarks(List.of(
                new CoachMarks.Mark(
                        () -> toolbar == null ? null : toolbar.stepControls(),
                        PopOver.ArrowLocation.TOP_CENTER,
                        "Step",
                        "Go through the recording event by event, with these or with the keys `.` and `,`. The timeline,"
                                + " the events and the state follow."),
                new CoachMarks.Mark(
                        () -> root.lookup(".inspector-why"),
                        PopOver.ArrowLocation.RIGHT_TOP,
                        "Why",
                        "What happened and why, on the versions that were recorded."),
                new CoachMarks.Mark(
                        () -> root.lookup("#copyFix"),
                        PopOver.ArrowLocation.RIGHT_TOP,
                        "Fix",
                        "What to change, made from the recorded source where it is at hand. This puts it on the"
                                + " clipboard.")));
        marks.show();
    }

    @Override
    public void close() {
        parts.opening().close();
    }

    @Override
    public void search() {
        if (toolbar != null && parts.workbench().current().isPresent()) {
            toolbar.focusSearch();
        }
    }

    @Override
    public void toggleKeySheet() {
        if (!hideKeySheet()) {
            var made = Fxml.load(new KeySheet(parts.keys(), this::hideKeySheet, this::showMarks));
            sheet = made;
            root.getChildren().add(made);
        }
    }

    private boolean hideKeySheet() {
        boolean wasOpen = sheet != null && root.getChildren().remove(sheet);
        sheet = null;
        return wasOpen;
    }

    @Override
    public void toggleDrawer() {
        if (desk != null) {
            desk.toggleDrawer();
        }
    }

    @Override
    public boolean closeInnermost() {
        return (marks != null && marks.skip()) || hideKeySheet();
    }

    @Override
    public void larger(int byPx) {
        parts.theme().larger(byPx);
    }

    @Override
    public void usualSize() {
        parts.theme().usualSize();
    }

    private void dragOver(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
        drag.consume();
    }

    private void dropped(DragEvent drag) {
        Dragboard board = drag.getDragboard();
        List<Path> files =
                Opening.recordings(board.getFiles().stream().map(File::toPath).toList());
        parts.opening().open(files);
        drag.setDropCompleted(!files.isEmpty());
        drag.consume();
    }
}
