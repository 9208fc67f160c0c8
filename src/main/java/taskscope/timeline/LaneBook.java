package taskscope.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import taskscope.trace.Thing;

/// The lanes of one group while they are filled.
///
/// Few things get a lane each, which teaches best. Many share one by name: nobody scrolls through ten thousand lanes.
final class LaneBook {

    /// About two screens of lanes.
    static final int MOST_LANES = 60;

    /// Where names too run out of lanes, as the paths of a scan for holes do.
    private static final String OTHERS = "all others";

    private final LaneIndex index;
    private final int firstLane;
    private final boolean isShared;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> titles = new ArrayList<>();
    private final List<LaneContents> contents = new ArrayList<>();

    LaneBook(LaneIndex index, int firstLane, int thingCount) {
        this.index = index;
        this.firstLane = firstLane;
        this.isShared = thingCount > MOST_LANES;
    }

    /// The lane of a thing: its own, under its own title, or the one that all things of the shared title have.
    LaneContents of(Thing thing, String own, String shared) {
        String title = isShared ? shared : own;
        String key = isShared ? shared : thing.kind() + " " + thing.id();
        boolean hasRoom = numbers.containsKey(key) || numbers.size() < MOST_LANES;
        int number = hasRoom ? number(key, title) : number(OTHERS, OTHERS);
        index.put(thing, firstLane + number);
        return contents.get(number);
    }

    /// A thing that is drawn on a lane it shares with whatever else has this title.
    LaneContents together(Thing thing, String title) {
        int number = number(title, title);
        index.put(thing, firstLane + number);
        return contents.get(number);
    }

    LaneGroup group(String title, String caption) {
        List<Lane> lanes = new ArrayList<>();
        for (int number = 0; number < contents.size(); number++) {
            lanes.add(contents.get(number).lane(titles.get(number)));
        }
        return new LaneGroup(title, caption, lanes);
    }

    private int number(String key, String title) {
        return numbers.computeIfAbsent(key, _ -> {
            titles.add(title);
            contents.add(new LaneContents());
            return contents.size() - 1;
        });
    }
}
