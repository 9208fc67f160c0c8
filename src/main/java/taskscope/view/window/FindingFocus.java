package taskscope.view.window;

import taskscope.timeline.Selection;
import taskscope.view.words.Proof;
import taskscope.view.workbench.Workbench;

/// Whoever selects a finding sees where it ends: the playhead moves there.
final class FindingFocus {

    private FindingFocus() {}

    static void keep(Workbench workbench) {
        workbench.selection().subscribe(selection -> {
            if (selection instanceof Selection.OneFinding(var finding)) {
                workbench.playhead().set(Proof.keyEvent(finding));
            }
        });
    }
}
