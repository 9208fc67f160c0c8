package taskscope.view.timeline;

import java.util.List;
import taskscope.diagnosis.Finding;
import taskscope.timeline.PixelBox;
import taskscope.timeline.TimelineScene;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The boxes that a finding is about.
final class Ringed {

    private Ringed() {}

    static List<PixelBox> of(Finding finding, TimelineScene scene) {
        List<Thing> about = List.of(
                new Thing(Thing.Kind.TASK, finding.task()),
                new Thing(Thing.Kind.STALL, finding.stall()),
                new Thing(Thing.Kind.REQUEST, finding.task() == Trace.NONE ? finding.request() : Trace.NONE));
        return scene.boxes().stream().filter(box -> about.contains(box.thing())).toList();
    }
}
