package taskscope.view.window;

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
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
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
    private final FileDoor door;
    private final Menu recentMenu = new Menu("Open recent");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(PRODUCT);
    private @Nullable Toolbar toolbar;
    private @Nullable DeskPlace place;
    private @Nullable Node sheet;
    private @Nullable CoachMarks marks;

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
        this.door = new FileDoor(parts.opening(), parts.recent());
    }

    @FXML
    private void initialize() {
        var bar = parts.toolbar().apply(this::open);
        var desk = new DeskPlace(body, parts.desk());
        toolbar = bar;
        place = desk;
        frame.getChildren().addFirst(Fxml.load(bar));
        frame.getChildren().add(1, parts.losses().get());
        bar.offer(new WindowMenu(this, parts.theme()).items(recentMenu));
        new RunChoice(bar.runs(), parts.opening().runs(), parts.workbench()).bind();
        parts.overlays().forEach(each -> root.getChildren().add(overlay(each.get())));
        new FindingFocus(parts.workbench()).keep();
        parts.workbench().loaded().subscribe(loaded -> show(loaded, desk));
        parts.opening().whenLoading(() -> Platform.runLater(desk::prepared));
        door.openWhatIsDroppedOn(root);
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

    private void show(@Nullable LoadedTrace loaded, DeskPlace desk) {
        WindowMenu.fill(
                recentMenu, parts.recent().list(), file -> parts.opening().open(List.of(file)));
        if (loaded == null) {
            title.set(PRODUCT);
            status.setText("No recording is open");
            showGallery(desk);
        } else {
            title.set(StatusText.files(loaded) + " \u2013 " + PRODUCT);
            status.setText(StatusText.of(loaded));
            desk.showDesk();
        }
    }

    /// With a recording on its way the gallery would only flash up; it comes where the recording does not.
    private void showGallery(DeskPlace desk) {
        var hasTried = parts.opening().hasTried();
        if (parts.isOpening() && !hasTried.get()) {
            hasTried.addListener((_, _, _) -> show(parts.workbench().loaded().get(), desk));
        } else {
            desk.showInstead(parts.gallery().apply(this));
        }
    }

    /// The title of the window: what is open.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    @Override
    public void open() {
        door.ask(root.getScene().getWindow());
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
        if (toolbar != null) {
            root.applyCss();
            root.layout();
            marks = Hints.over(root, toolbar.stepControls());
            marks.show();
        }
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
        if (place != null) {
            place.toggleDrawer();
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
}
