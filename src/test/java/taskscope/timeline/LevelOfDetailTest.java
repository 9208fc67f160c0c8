package taskscope.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.playback.RandomTrace;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

class LevelOfDetailTest {

    private static final double WIDTH_PX = 900;

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingMediumOrHighVanishesAtAnyZoom(long seed) {
        Trace trace = RandomTrace.of(seed, 400);
        Lanes lanes = Lanes.of(trace, List.of());
        var random = new SplittableRandom(seed);
        Viewport view = Viewport.whole(trace.span());
        for (int zoom = 0; zoom < 12; zoom++) {
            TimelineScene scene = scene(lanes, view);
            for (Strip strip : scene.strips()) {
                Lane lane = strip.lane();
                if (lane != null) {
                    String what = lane.title() + ", seed " + seed;
                    lane.rows().forEach(row -> assertShown(row, scene, strip, "boxes of " + what));
                    assertShown(lane.moments(), scene, strip, "moments of " + what);
                }
            }
            view = view.zoomed(2.3, random.nextDouble(), trace.span());
        }
    }

    /// For each severe stretch that can be seen there is something as severe at its pixel on its lane.
    private static void assertShown(Pyramid row, TimelineScene scene, Strip strip, String what) {
        TimeScale scale = scene.scale();
        Columns entries = row.entries();
        for (int index = 0; index < entries.count; index++) {
            int severity = Style.severity(entries.style[index]);
            double from = Math.max(0, scale.px(entries.start[index]));
            double to = Math.min(WIDTH_PX, scale.px(entries.end[index]));
            if (severity >= Style.MEDIUM && from <= WIDTH_PX && to >= 0) {
                boolean isShown = scene.boxes().stream()
                                .anyMatch(box -> strip.contains(box.yPx())
                                        && box.style().severity() >= severity
                                        && box.xPx() <= from + 2
                                        && box.endPx() >= Math.min(from, to) - 2)
                        || scene.moments().stream()
                                .anyMatch(each ->
                                        each.style().severity() >= severity && Math.abs(each.xPx() - from) <= 12);
                assertTrue(isShown, () -> what + ", at " + from + " px");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStretchIsCountedOnce(long seed) {
        Columns entries = random(seed, 5_000);
        var pyramid = new Pyramid(entries);
        for (int level = 0; level < 44; level++) {
            var counts = new ArrayList<Integer>();
            pyramid.visit(level, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, (_, _, _, _, count) -> counts.add(count));
            assertEquals(5_000, counts.stream().mapToInt(Integer::intValue).sum(), "level " + level + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void panningDoesNotChangeWhatIsMerged(long seed) {
        var pyramid = new Pyramid(random(seed, 2_000));
        int level = 16;
        long all = 2_000L * 40_000;
        List<Long> whole = starts(pyramid, level, 0, all);
        for (long from = 0; from < all; from += 7_777_777) {
            long until = from + 3_000_000;
            List<Long> part = starts(pyramid, level, from, until);
            assertTrue(whole.containsAll(part), "from " + from + ", seed " + seed);
        }
    }

    private static List<Long> starts(Pyramid pyramid, int level, long from, long until) {
        List<Long> starts = new ArrayList<>();
        pyramid.visit(level, from, until, (start, _, _, _, _) -> starts.add(start));
        return starts;
    }

    @Test
    void ofMergedStretchesTheWorstIsShownThenAGhostThenTheLongest() {
        var columns = new Columns();
        Style fine = Style.of(Role.TASK, Look.RUNNING);
        columns.add(0, 30, new Thing(Thing.Kind.TASK, 1), fine);
        columns.add(40, 45, new Thing(Thing.Kind.TASK, 2), Style.of(Role.TASK, Look.GHOST));
        columns.add(50, 51, new Thing(Thing.Kind.TASK, 3), fine.withSeverity(Style.HIGH));
        assertEquals(List.of(3), shown(columns, 7));
        columns.style[2] = fine.packed();
        assertEquals(List.of(2), shown(columns, 7));
        columns.style[1] = fine.packed();
        assertEquals(List.of(1), shown(columns, 7));
        assertEquals(List.of(1, 2, 3), shown(columns, 0));
    }

    private static List<Integer> shown(Columns columns, int level) {
        List<Integer> shown = new ArrayList<>();
        new Pyramid(columns).visit(level, 0, 1_000, (_, _, from, index, _) -> shown.add(from.ref[index]));
        return shown;
    }

    private static Columns random(long seed, int count) {
        var random = new SplittableRandom(seed);
        var columns = new Columns();
        long at = 0;
        for (int index = 0; index < count; index++) {
            long length = 1L << random.nextInt(16);
            columns.add(at, at + length, new Thing(Thing.Kind.TASK, index), Style.of(Role.TASK, Look.RUNNING));
            at += length + random.nextInt(20_000);
        }
        return columns;
    }

    static TimelineScene scene(Lanes lanes, Viewport view) {
        var stack = new LaneStack(lanes.groups(), Set.of());
        var window = new TimelineScene.Window(
                new TimeScale(view, WIDTH_PX), 0, stack.heightPx(), text -> text.length() * 6.5);
        return TimelineScene.of(lanes, stack, window, List.of());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void boxesOfARowNeverOverlapAndEveryTaskAppearsOnce(long seed) {
        Trace trace = RandomTrace.of(seed, 15);
        Lanes lanes = Lanes.of(trace, List.of());
        List<Integer> tasks = new ArrayList<>();
        for (LaneGroup group : lanes.groups()) {
            for (Lane lane : group.lanes()) {
                for (Pyramid row : lane.rows()) {
                    Columns boxes = row.entries();
                    IntStream.range(1, boxes.count)
                            .forEach(each -> assertTrue(boxes.end[each - 1] <= boxes.start[each], "seed " + seed));
                    if (group.title().equals("Background tasks")) {
                        IntStream.range(0, boxes.count).forEach(each -> tasks.add(boxes.ref[each]));
                    }
                }
            }
        }
        assertEquals(
                IntStream.range(0, trace.tasks().size()).boxed().toList(),
                tasks.stream().sorted().toList());
    }
}
