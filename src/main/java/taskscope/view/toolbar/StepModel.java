package taskscope.view.toolbar;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntPredicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import taskscope.diagnosis.Finding;
import taskscope.playback.Steps;
import taskscope.timeline.Selection;
import taskscope.trace.Trace;
import taskscope.view.workbench.Workbench;

/// Moves the playhead event by event and selects what it moves to; knows no controls.
public final class StepModel {

    private final Workbench workbench;

    public StepModel(Workbench workbench) {
        this.workbench = workbench;
    }

    public void first() {
        workbench.current().ifPresent(_ -> stand(0));
    }

    public void last() {
        workbench.current().ifPresent(loaded -> stand(loaded.trace().events().count() - 1));
    }

    public void forward() {
        go(true, steps -> steps.any());
    }

    public void back() {
        go(false, steps -> steps.any());
    }

    public void exception(boolean isForward) {
        go(isForward, Steps::exceptions);
    }

    /// The next or previous finding in the order of the list.
    public void finding(boolean isForward) {
        workbench.current().ifPresent(loaded -> {
            var findings = loaded.diagnosis().findings();
            if (!findings.isEmpty()) {
                int now = workbench.selection().get() instanceof Selection.OneFinding(var shown)
                        ? findings.indexOf(shown)
                        : -1;
                int next = isForward ? now + 1 : now < 0 ? findings.size() - 1 : now - 1;
                pick(findings.get(Math.floorMod(next, findings.size())));
            }
        });
    }

    private void pick(Finding finding) {
        workbench.selection().set(new Selection.OneFinding(finding));
    }

    /// Moves to the event and selects it.
    public void stand(int event) {
        if (workbench
                        .current()
                        .map(each -> event < each.trace().events().count())
                        .orElse(false)
                && event >= 0) {
            workbench.selection().set(new Selection.OneEvent(event));
            workbench.playhead().set(event);
        }
    }

    private void go(boolean isForward, Function<Steps, IntPredicate> wanted) {
        workbench.current().ifPresent(loaded -> {
            var steps = new Steps(loaded.trace());
            int now = workbench.playhead().get();
            IntPredicate which = wanted.apply(steps);
            OptionalInt next = isForward ? steps.after(now, which) : steps.before(now, which);
            next.ifPresent(this::stand);
        });
    }

    /// `event 41 of 63`.
    StringBinding place() {
        return Bindings.createStringBinding(
                () -> workbench
                        .current()
                        .map(loaded ->
                                words(loaded.trace(), workbench.playhead().get()))
                        .orElse(""),
                workbench.loaded(),
                workbench.playhead());
    }

    private static String words(Trace trace, int playhead) {
        int count = trace.events().count();
        String of = String.format(Locale.ROOT, "%,d", count).replace(',', '\u00a0');
        String at = String.format(Locale.ROOT, "%,d", playhead + 1).replace(',', '\u00a0');
        return playhead < 0 ? of + " events" : "event " + at + " of " + of;
    }

    BooleanBinding isAtStart() {
        return Bindings.createBooleanBinding(
                () -> workbench.current().isEmpty() || workbench.playhead().get() <= 0,
                workbench.loaded(),
                workbench.playhead());
    }

    BooleanBinding isAtEnd() {
        return Bindings.createBooleanBinding(
                () -> workbench
                        .current()
                        .map(loaded -> workbench.playhead().get()
                                >= loaded.trace().events().count() - 1)
                        .orElse(true),
                workbench.loaded(),
                workbench.playhead());
    }
}
