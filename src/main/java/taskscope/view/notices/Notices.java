package taskscope.view.notices;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The notices that the user has not dismissed yet, oldest first; knows no controls.
public final class Notices {

    /// A fault that repeats itself on every frame must not fill the window.
    private static final int MOST = 3;

    private final ObservableList<Notice> open = FXCollections.observableArrayList();

    public ObservableList<Notice> open() {
        return open;
    }

    public void say(Notice notice) {
        boolean isSaid = open.stream().anyMatch(each -> each.text().equals(notice.text()));
        if (!isSaid) {
            open.add(notice);
            if (open.size() > MOST) {
                open.removeFirst();
            }
        }
    }

    /// A fault of ours: no stack trace on screen, all of it in the details.
    public void confess(Throwable fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        say(new Notice(
                "Something went wrong inside Taskscope",
                "The open recording is still here and nothing of it was changed. You can go on working; if this comes"
                        + " back, please report it with the details.",
                trace.toString()));
    }

    public void dismiss(Notice notice) {
        open.remove(notice);
    }
}
