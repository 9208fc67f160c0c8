package taskscope.view.requests;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import taskscope.view.workbench.Workbench;

/// One request: name, a pill with the status, how long the client waited.
final class RequestCell extends ListCell<Integer> {

    private static final List<String> TONES = List.of("good", "refused", "broken", "none");

    private final Workbench workbench;
    private final Label name = new Label();
    private final Label status = new Label();
    private final Label waited = new Label();
    private final HBox line = new HBox(name, status, waited);

    RequestCell(Workbench workbench) {
        this.workbench = workbench;
        line.getStyleClass().add("request-line");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        status.getStyleClass().add("pill");
        status.setMinWidth(USE_PREF_SIZE);
        waited.getStyleClass().add("request-waited");
        waited.setMinWidth(USE_PREF_SIZE);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Integer request, boolean empty) {
        super.updateItem(request, empty);
        setGraphic(null);
        if (request != null && !empty) {
            workbench
                    .current()
                    .filter(each -> request < each.trace().requests().size())
                    .ifPresent(loaded -> {
                        show(RequestRow.of(loaded.trace().requests().get(request), loaded.trace()));
                    });
        }
    }

    private void show(RequestRow row) {
        name.setText(row.name());
        status.setText(row.status());
        status.getStyleClass().removeAll(TONES);
        status.getStyleClass().add(row.tone().name().toLowerCase(Locale.ROOT));
        waited.setText(row.waited());
        setGraphic(line);
        setAccessibleText(row.name() + ", status " + row.status() + ", " + row.waited());
    }
}
