package taskscope.view.recordedwith;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/recordedwith/RecordedWithPane.fxml` to the loaded trace.
public final class RecordedWithPane {

    private final Workbench workbench;

    @FXML
    private VBox pane;

    @FXML
    private Label packages;

    @FXML
    private Label run;

    @FXML
    private Label sensors;

    public RecordedWithPane(Workbench workbench) {
        this.workbench = workbench;
    }

    @FXML
    private void initialize() {
        pane.setMinHeight(VBox.USE_PREF_SIZE);
        workbench.loaded().subscribe(this::show);
    }

    private void show(@Nullable LoadedTrace loaded) {
        RecordedWith with = loaded == null ? new RecordedWith("", "", "") : RecordedWith.of(loaded.trace());
        fill(packages, with.packages());
        fill(run, with.run());
        fill(sensors, with.sensorsOff());
    }

    private static void fill(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
