package taskscope.view.gallery;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import taskscope.view.parts.Prose;
import taskscope.view.workbench.LoadedTrace;

/// One scenario: a thumbnail of its timeline, what it is, and its recordings.
final class SampleTile extends VBox {

    private final StackPane thumbnail = new StackPane();
    private final Label found = new Label();

    SampleTile(Sample sample, Consumer<Path> see) {
        getStyleClass().add("tile-box");
        thumbnail.getStyleClass().add("thumbnail");
        found.getStyleClass().add("tile-found");
        found.setWrapText(true);
        var title = new Label(sample.title());
        title.getStyleClass().add("tile-title");
        title.setWrapText(true);
        var look = new Button("See it");
        look.setId("see-" + sample.id());
        look.setAccessibleText("See it: " + sample.title());
        look.setOnAction(_ -> see.accept(sample.first().recording()));
        var air = new Region();
        VBox.setVgrow(air, Priority.ALWAYS);
        var links = new FlowPane(look);
        links.getStyleClass().add("tile-links");
        sample.variants().stream().skip(1).forEach(each -> links.getChildren().add(link(each, see)));
        getChildren().addAll(thumbnail, title, new Prose(sample.story(), "tile-story"), found, air, links);
    }

    private static Node link(Sample.Variant variant, Consumer<Path> see) {
        var link = new Hyperlink(variant.label());
        link.setOnAction(_ -> {
            link.setVisited(false);
            see.accept(variant.recording());
        });
        return link;
    }

    void show(LoadedTrace loaded, Node picture) {
        thumbnail.getChildren().setAll(picture);
        int count = loaded.diagnosis().findings().size();
        found.setText(count == 0 ? "" : count == 1 ? "1 finding" : count + " findings");
    }
}
