package taskscope.view.toolbar;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Trace;
import taskscope.view.words.EventText;
import taskscope.view.workbench.Workbench;

/// Finds the events whose words contain a text, in the background, and goes from one to the next.
public final class SearchModel {

    private static final int[] NONE = {};

    private final Workbench workbench;
    private final StepModel steps;
    private final Executor background;
    private final ReadOnlyStringWrapper hits = new ReadOnlyStringWrapper("");
    private @Nullable Task<int[]> searching;
    private int[] found = NONE;
    private String searched = "";

    public SearchModel(Workbench workbench, StepModel steps, Executor background) {
        this.workbench = workbench;
        this.steps = steps;
        this.background = background;
        workbench.loaded().subscribe(_ -> forget());
    }

    /// `3 of 17`, `nothing found`, or what is going on.
    ReadOnlyStringProperty hits() {
        return hits.getReadOnlyProperty();
    }

    /// Goes to the next event (or the previous one) with this text; a new text is searched for first.
    void find(String text, boolean isForward) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || workbench.current().isEmpty()) {
            forget();
        } else if (wanted.equals(searched)) {
            go(isForward);
        } else {
            search(workbench.current().orElseThrow().trace(), wanted, isForward);
        }
    }

    private void search(Trace trace, String wanted, boolean isForward) {
        forget();
        searched = wanted;
        hits.set("searching\u2026");
        var job = new Task<int[]>() {
            @Override
            protected int[] call() {
                var text = new EventText(trace);
                return IntStream.range(0, trace.events().count())
                        .takeWhile(_ -> !isCancelled())
                        .filter(event -> text.matches(event, wanted))
                        .toArray();
            }
        };
        job.setOnSucceeded(_ -> {
            found = job.getValue();
            go(isForward);
        });
        searching = job;
        background.execute(job);
    }

    private void go(boolean isForward) {
        if (found.length == 0) {
            hits.set(searching != null && searching.isRunning() ? "searching\u2026" : "nothing found");
            return;
        }
        int now = workbench.playhead().get();
        int place = Arrays.binarySearch(found, now);
        int next = place >= 0 ? place + (isForward ? 1 : -1) : -place - (isForward ? 1 : 2);
        int shown = Math.floorMod(next, found.length);
        steps.stand(found[shown]);
        hits.set((shown + 1) + " of " + found.length);
    }

    void forget() {
        if (searching != null) {
            searching.cancel();
        }
        searching = null;
        found = NONE;
        searched = "";
        hits.set("");
    }
}
