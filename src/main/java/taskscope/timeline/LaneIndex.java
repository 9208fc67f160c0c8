package taskscope.timeline;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import taskscope.trace.Thing;

/// Which lane each thing is on; lanes are counted over all groups, from the top.
final class LaneIndex {

    private static final int NOWHERE = -1;

    private final Map<Thing.Kind, int[]> lanes = new EnumMap<>(Thing.Kind.class);

    void put(Thing thing, int lane) {
        int[] known = lanes.getOrDefault(thing.kind(), new int[0]);
        if (thing.id() >= known.length) {
            int oldLength = known.length;
            known = Arrays.copyOf(known, Math.max(thing.id() + 1, oldLength * 2));
            Arrays.fill(known, oldLength, known.length, NOWHERE);
            lanes.put(thing.kind(), known);
        }
        known[thing.id()] = lane;
    }

    OptionalInt of(Thing thing) {
        int[] known = lanes.getOrDefault(thing.kind(), new int[0]);
        return thing.id() < 0 || thing.id() >= known.length || known[thing.id()] == NOWHERE
                ? OptionalInt.empty()
                : OptionalInt.of(known[thing.id()]);
    }
}
