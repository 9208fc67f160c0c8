package taskscope.view.notices;

import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import taskscope.view.parts.Clip;
import taskscope.view.parts.Prose;

/// Binds `fxml/notices/NoticesPane.fxml` to the notices that are open.
public final class NoticesPane {

    private final Notices notices;

    @FXML
    private VBox stack;

    public NoticesPane(Notices notices) {
        this.notices = notices;
    }

    @FXML
    private void initialize() {
        notices.open().addListener((ListChangeListener<Notice>) _ -> show());
        show();
    }

    private void show() {
        stack.getChildren().setAll(notices.open().stream().map(this::box).toList());
    }

    private Node box(Notice notice) {
        var title = new Label(notice.title());
        title.getStyleClass().add("notice-title");
        title.setWrapText(true);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var dismiss = new Button("Dismiss");
        dismiss.getStyleClass().addAll("small-button", "flat");
        dismiss.setMinWidth(Button.USE_PREF_SIZE);
        dismiss.setOnAction(_ -> notices.dismiss(notice));
        var box = new VBox(new HBox(title, dismiss), new Prose(notice.text(), "notice-text"));
        if (!notice.details().isEmpty()) {
            var copy = new Button("Copy details");
            copy.getStyleClass().add("small-button");
            copy.setOnAction(_ -> Clip.copy(notice.details()));
            box.getChildren().add(copy);
        }
        box.getStyleClass().add("notice");
        return box;
    }
}
