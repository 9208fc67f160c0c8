package taskscope.view.gallery;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import taskscope.view.workbench.LoadedTrace;

/// Binds `fxml/gallery/GalleryPane.fxml` to the samples and to the files that were opened lately.
public final class GalleryPane {

    /// What the gallery asks the window to do; `seeSample` opens a recording at its first finding.
    public record Actions(Runnable open, Consumer<Path> openRecent, Consumer<Path> seeSample) {}

    private final GalleryModel model;
    private final Actions actions;
    private final Function<LoadedTrace, Node> thumbnails;

    @FXML
    private Label invitation;

    @FXML
    private Button open;

    @FXML
    private Label samplesHeading;

    @FXML
    private FlowPane tiles;

    @FXML
    private Label recentHeading;

    @FXML
    private VBox recent;

    public GalleryPane(GalleryModel model, Actions actions, Function<LoadedTrace, Node> thumbnails) {
        this.model = model;
        this.actions = actions;
        this.thumbnails = thumbnails;
    }

    @FXML
    private void initialize() {
        boolean hasSamples = !model.samples().isEmpty();
        invitation.setText(
                hasSamples
                        ? "Open a recording, drop one here, or look at a sample. Nothing leaves this computer."
                        : "Open a recording or drop one here. Nothing leaves this computer.");
        open.setOnAction(_ -> actions.open().run());
        show(samplesHeading, hasSamples);
        for (Sample sample : model.samples()) {
            var tile = new SampleTile(sample, actions.seeSample());
            tiles.getChildren().add(tile);
            model.preview(sample, loaded -> tile.show(loaded, thumbnails.apply(loaded)));
        }
        showRecent();
    }

    public void showRecent() {
        recent.getChildren().clear();
        for (Path file : model.recent()) {
            var link = new Hyperlink(file.getFileName().toString());
            link.setOnAction(_ -> actions.openRecent().accept(file));
            var folder = new Label(String.valueOf(file.getParent()));
            folder.getStyleClass().add("quiet");
            recent.getChildren().add(new HBox(link, folder));
        }
        show(recentHeading, !recent.getChildren().isEmpty());
    }

    private static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
