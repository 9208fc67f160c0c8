package taskscope.view.losses;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/losses/LossesBar.fxml` to the losses of the loaded recording; the user can dismiss it.
public final class LossesBar {

    private static final double LIST_WIDTH_PX = 620;
    private static final double LIST_HEIGHT_PX = 260;

    private final Workbench workbench;
    private List<String> lines = List.of();

    @FXML
    private HBox bar;

    @FXML
    private Label sentence;

    @FXML
    private Button list;

    @FXML
    private Button dismiss;

    public LossesBar(Workbench workbench) {
        this.workbench = workbench;
    }

    @FXML
    private void initialize() {
        dismiss.setAccessibleText("Dismiss");
        dismiss.setOnAction(_ -> show(false));
        list.setOnAction(_ -> showLines());
        workbench.loaded().subscribe(this::show);
    }

    private void show(@Nullable LoadedTrace loaded) {
        LossesText text = loaded == null ? new LossesText("", List.of()) : LossesText.of(loaded.report());
        sentence.setText(text.sentence());
        lines = text.lines();
        list.setVisible(lines.size() > 1);
        show(!text.sentence().isEmpty());
    }

    private void show(boolean isShown) {
        bar.setVisible(isShown);
        bar.setManaged(isShown);
    }

    private void showLines() {
        var all = new ListView<String>();
        all.getItems().setAll(lines);
        all.setPrefSize(LIST_WIDTH_PX, LIST_HEIGHT_PX);
        var pop = new PopOver(all);
        pop.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        pop.setTitle("What was lost");
        pop.show(list);
    }
}
