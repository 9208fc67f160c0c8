package taskscope.view.loading;

import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Binds `fxml/loading/LoadingPane.fxml` to the load job: how far it is, and a way to stop it.
public final class LoadingPane {

    /// A card that comes and goes in less than this is only a flicker.
    private static final Duration POLITE = Duration.millis(250);

    private final Loading loading;
    private final PauseTransition patience = new PauseTransition(POLITE);

    @FXML
    private VBox card;

    @FXML
    private Label title;

    @FXML
    private ProgressBar progress;

    @FXML
    private Label percent;

    @FXML
    private Button cancel;

    public LoadingPane(Loading loading) {
        this.loading = loading;
    }

    @FXML
    private void initialize() {
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        cancel.setOnAction(_ -> loading.cancel());
        loading.job().subscribe(this::show);
    }

    private void show(@Nullable LoadJob job) {
        progress.progressProperty().unbind();
        percent.textProperty().unbind();
        patience.stop();
        card.setVisible(false);
        if (job != null) {
            title.setText("Reading " + job.getTitle());
            progress.progressProperty().bind(job.progressProperty());
            percent.textProperty().bind(job.progressProperty().map(LoadingPane::words));
            patience.setOnFinished(_ -> card.setVisible(true));
            patience.playFromStart();
        }
    }

    private static String words(Number part) {
        return part.doubleValue() < 0 ? "" : Math.round(part.doubleValue() * 100) + " %";
    }
}
