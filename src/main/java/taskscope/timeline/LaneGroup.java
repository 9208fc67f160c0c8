package taskscope.timeline;

import java.util.List;

/// Lanes under one heading, which folds. `worst` are the medium and high ones of all its lanes: a folded group shows
/// them.
public final class LaneGroup {

    private final String title;
    private final String caption;
    private final List<Lane> lanes;
    private final Pyramid worst;

    LaneGroup(String title, String caption, List<Lane> lanes) {
        this.title = title;
        this.caption = caption;
        this.lanes = List.copyOf(lanes);
        this.worst = new Pyramid(worst(lanes));
    }

    public String title() {
        return title;
    }

    public String caption() {
        return caption;
    }

    public List<Lane> lanes() {
        return lanes;
    }

    Pyramid worst() {
        return worst;
    }

    private static Columns worst(List<Lane> lanes) {
        var found = new LaneContents();
        for (Lane lane : lanes) {
            lane.rows().forEach(row -> found.addWorst(row.entries()));
            found.addWorst(lane.moments().entries());
        }
        return found.momentsInOrder();
    }
}
