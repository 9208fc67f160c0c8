package taskscope.view.window;

import java.util.List;
import taskscope.diagnosis.Evidence;
import taskscope.diagnosis.Finding;
import taskscope.time.TimeRange;
import taskscope.timeline.Selection;
import taskscope.timeline.Viewport;
import taskscope.trace.Trace;
import taskscope.view.words.Proof;
import taskscope.view.workbench.Workbench;

/// Whoever selects a finding sees all of it: its proof comes into view, and the playhead stands where it ends.
final class FindingFocus {

    /// Room on both sides, as a part of the length, so that one sees what came before and after.
    private static final double MARGIN = 0.2;

    private final Workbench workbench;

    FindingFocus(Workbench workbench) {
        this.workbench = workbench;
    }

    void keep() {
        workbench.selection().subscribe(selection -> {
            if (selection instanceof Selection.OneFinding(var finding)) {
                workbench.current().ifPresent(loaded -> show(finding, loaded.trace()));
            }
        });
    }

    private void show(Finding finding, Trace trace) {
        workbench.playhead().set(Proof.keyEvent(finding));
        TimeRange proof = range(Proof.of(finding), trace);
        if (!contains(workbench.viewport().get().range(), proof)) {
            workbench.viewport().set(Viewport.of(proof, MARGIN, trace.span()));
        }
    }

    private static TimeRange range(List<Evidence> proof, Trace trace) {
        return new TimeRange(
                trace.events().timeNanos(proof.getFirst().event()),
                trace.events().timeNanos(proof.getLast().event()));
    }

    private static boolean contains(TimeRange visible, TimeRange wanted) {
        return visible.startNanos() <= wanted.startNanos() && wanted.endNanos() <= visible.endNanos();
    }
}
