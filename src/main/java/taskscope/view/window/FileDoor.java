package taskscope.view.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import taskscope.workspace.RecentFiles;

/// How files come into the window: by the dialog, or dropped on it.
final class FileDoor {

    private final Opening opening;
    private final RecentFiles recent;

    FileDoor(Opening opening, RecentFiles recent) {
        this.opening = opening;
        this.recent = recent;
    }

    /// Asks which recordings to open, beginning where the last one was.
    void ask(Window owner) {
        var chooser = new FileChooser();
        chooser.setTitle("Open recordings");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("Recordings", "*.jsonl", "*.jsonl.gz", "*.jsonl.zst"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        recent.list().stream()
                .findFirst()
                .map(Path::getParent)
                .map(Path::toFile)
                .filter(File::isDirectory)
                .ifPresent(chooser::setInitialDirectory);
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen != null) {
            opening.open(chosen.stream().map(File::toPath).toList());
        }
    }

    void openWhatIsDroppedOn(Node node) {
        node.setOnDragOver(FileDoor::over);
        node.setOnDragDropped(this::dropped);
    }

    private static void over(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
        drag.consume();
    }

    private void dropped(DragEvent drag) {
        List<Path> files = Opening.recordings(
                drag.getDragboard().getFiles().stream().map(File::toPath).toList());
        opening.open(files);
        drag.setDropCompleted(!files.isEmpty());
        drag.consume();
    }
}
