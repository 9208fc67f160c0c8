package taskscope.view.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import taskscope.recording.NotARecording;
import taskscope.timeline.Selection;
import taskscope.view.loading.Loader;
import taskscope.view.loading.Loading;
import taskscope.view.notices.Notice;
import taskscope.view.notices.Notices;
import taskscope.view.workbench.LoadedTrace;
import taskscope.view.workbench.Workbench;
import taskscope.workspace.RecentFiles;

/// Opens recordings: loads them, shows the first run, remembers them; whatever fails, the open trace stays.
public final class Opening {

    private final Workbench workbench;
    private final Loading loading;
    private final RecentFiles recent;
    private final Notices notices;
    private final BooleanProperty tried = new SimpleBooleanProperty();
    private final ObservableList<LoadedTrace> runs = FXCollections.observableArrayList();

    public Opening(Workbench workbench, Loading loading, RecentFiles recent, Notices notices) {
        this.workbench = workbench;
        this.loading = loading;
        this.recent = recent;
        this.notices = notices;
    }

    /// The runs of the files that are open; usually one.
    public ObservableList<LoadedTrace> runs() {
        return runs;
    }

    public void open(List<Path> files) {
        open(files, () -> {});
    }

    /// Opens and then does what is to be done once the trace is on screen.
    public void open(List<Path> files, Runnable after) {
        if (files.isEmpty()) {
            return;
        }
        loading.start(files, opened -> show(opened, after), failure -> {
            tried.set(true);
            notices.confess(failure);
        });
    }

    /// Does this whenever files begin to be read, and now if they are.
    void whenLoading(Runnable work) {
        loading.job().subscribe(job -> {
            if (job != null) {
                work.run();
            }
        });
    }

    /// Whether anything was opened yet, or refused.
    ReadOnlyBooleanProperty hasTried() {
        return tried;
    }

    private void show(Loader.Opened opened, Runnable after) {
        if (!opened.runs().isEmpty()) {
            runs.setAll(opened.runs());
            workbench.show(opened.runs().getFirst());
            opened.runs().forEach(run -> run.report().files().forEach(recent::opened));
        }
        opened.unusable().forEach(this::refuse);
        tried.set(true);
        if (!opened.runs().isEmpty()) {
            after.run();
        }
    }

    public void close() {
        loading.cancel();
        runs.clear();
        workbench.selection().set(new Selection.Nothing());
        workbench.loaded().set(null);
    }

    /// Selects the finding that leads, and puts the playhead where it ends.
    public void showFirstFinding() {
        workbench
                .current()
                .flatMap(each -> each.diagnosis().findings().stream().findFirst())
                .ifPresent(finding -> workbench.selection().set(new Selection.OneFinding(finding)));
    }

    private void refuse(NotARecording file) {
        Path name = Path.of(file.file()).getFileName();
        String still = workbench.current().isPresent() ? " What is open stays open." : "";
        notices.say(new Notice(name + " could not be opened", file.sentence() + still, ""));
    }

    /// Those that can be opened at all, of what was dropped on the window.
    public static List<Path> recordings(List<Path> dropped) {
        return dropped.stream().filter(each -> !Files.isDirectory(each)).toList();
    }
}
