package taskscope.view.window;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;

/// Where the open files hold several runs: lets the user choose which one is shown.
final class RunChoice {

    private final ComboBox<String> choice;
    private final ObservableList<LoadedTrace> runs;
    private final Workbench workbench;
    private boolean isFilling;

    RunChoice(ComboBox<String> choice, ObservableList<LoadedTrace> runs, Workbench workbench) {
        this.choice = choice;
        this.runs = runs;
        this.workbench = workbench;
    }

    void bind() {
        choice.setOnAction(_ -> {
            int chosen = choice.getSelectionModel().getSelectedIndex();
            if (chosen >= 0
                    && !isFilling
                    && !runs.get(chosen).equals(workbench.loaded().get())) {
                workbench.show(runs.get(chosen));
            }
        });
        runs.addListener((ListChangeListener<LoadedTrace>) _ -> fill());
        fill();
    }

    private void fill() {
        isFilling = true;
        List<String> names = runs.stream().map(StatusText::files).toList();
        choice.getItems().setAll(names);
        if (!names.isEmpty()) {
            choice.getSelectionModel().selectFirst();
        }
        choice.setVisible(names.size() > 1);
        choice.setManaged(names.size() > 1);
        isFilling = false;
    }
}
