package taskscope.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import taskscope.trace.EventKind;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;
import taskscope.trace.TraceSketch;

class TimelineSceneTest {

    private static final Trace TRACE = DesignTrace.trace();
    private static final Lanes LANES = Lanes.of(TRACE, List.of());

    @Test
    void theDesignReadsAsItsPicture() {
        TimelineScene scene = scene(1_400);
        assertEquals(
                List.of(
                        "What the client sees: a request ends when its response is sent",
                        "  POST /sync-data",
                        "  GET /health",
                        "  POST /order",
                        "Event loop: runs one thing at a time",
                        "  loop",
                        "Background tasks: each under the request that queued it",
                        "  sync_partner async",
                        "  send_order_mail def",
                        "  update_stock def",
                        "Worker threads: where plain def functions run",
                        "  some worker thread",
                        "Database sessions: opened by get_db",
                        "  Session 1",
                        "Process: start, reload, shutdown",
                        "  main 4711"),
                scene.strips().stream().map(TimelineSceneTest::words).toList());
        assertEquals(
                List.of(
                        "48 ms",
                        "waiting 552 ms",
                        "32 ms",
                        "serving",
                        "serv\u2026",
                        "stalled 608 ms in requests.get \u2190 sync_partner()",
                        "sync_partner 608 ms",
                        "send_orde\u2026",
                        "never started",
                        "send_orde\u2026"),
                scene.boxes().stream()
                        .map(PixelBox::label)
                        .filter(each -> !each.isEmpty())
                        .toList());
        assertEquals(
                List.of(
                        "200 OK at 48 ms",
                        "200 OK at 552 ms",
                        "200 OK at 32 ms",
                        "Detac\u2026",
                        "used 69 ms after close"),
                scene(2_600).moments().stream()
                        .map(PixelMoment::text)
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    private static String words(Strip strip) {
        Lane lane = strip.lane();
        return lane == null ? strip.of().title() + ": " + strip.of().caption() : "  " + lane.title();
    }

    @Test
    void whatIsDrawnIsWhatIsHit() {
        TimelineScene scene = scene(1_400);
        for (PixelBox box : scene.boxes()) {
            double x = box.xPx() + box.widthPx() / 2;
            boolean isUnderAGlyph = scene.moments().stream().anyMatch(each -> each.contains(x, box.yPx() + 5));
            if (x >= 0 && !isUnderAGlyph) {
                assertEquals(
                        Optional.of(new Selection.OneThing(box.thing())),
                        scene.hit(x, box.yPx() + 5).map(TimelineScene.Hit::selection));
            }
        }
        assertEquals(Optional.empty(), scene.hit(2, 60));
    }

    @Test
    void aFoldedGroupShowsTheWorstThingInIt() {
        var stack = new LaneStack(LANES.groups(), Set.of("Background tasks"));
        var window = window(700, stack);
        TimelineScene scene = TimelineScene.of(LANES, stack, window, List.of());
        Strip heading = scene.strips().stream()
                .filter(strip -> strip.isFolded())
                .findFirst()
                .orElseThrow();
        assertTrue(scene.moments().stream()
                .anyMatch(each -> each.glyph() == Glyph.CROSS
                        && each.style().severity() == Style.HIGH
                        && heading.yPx() < each.yPx()
                        && each.yPx() < heading.yPx() + heading.heightPx()));
        assertTrue(stack.strips().stream()
                .noneMatch(strip -> strip.lane() != null && strip.lane().title().equals("update_stock def")));
    }

    @Test
    void manyTasksOfOneNameShareALaneOfAtMostNineRows() {
        var sketch = new TraceSketch();
        int request = sketch.request("POST", "/all", 0, 1, 500);
        for (int task = 0; task < 100; task++) {
            sketch.task(request, "crowd", true, 1, 2 + task, 400 + task, Task.Outcome.ENDED);
        }
        Lanes lanes = Lanes.of(sketch.trace(), List.of());
        Lane lane = lanes.groups().stream()
                .filter(group -> group.title().equals("Background tasks"))
                .findFirst()
                .orElseThrow()
                .lanes()
                .getFirst();
        assertEquals("crowd async", lane.title());
        assertEquals(9, lane.rowCount());
        assertTrue(lane.hasOverflow());
        TimelineScene scene =
                LevelOfDetailTest.scene(lanes, Viewport.whole(lanes.trace().span()));
        assertEquals(
                List.of("\u00d792"),
                scene.boxes().stream()
                        .filter(box -> box.count() > 1 && box.thing().kind() == Thing.Kind.TASK)
                        .map(PixelBox::label)
                        .toList());
    }

    @Test
    void aTaskThatWasStillRunningIsTorn() {
        var sketch = new TraceSketch();
        int request = sketch.request("GET", "/", 0, 1, -1);
        sketch.task(request, "long", true, 0.5, 1, -1, Task.Outcome.RUNNING);
        sketch.event(50, EventKind.PROCESS_SAMPLED, Trace.NONE, Trace.NONE, Trace.NONE, 0);
        Lanes lanes = Lanes.of(sketch.trace(), List.of());
        TimelineScene scene =
                LevelOfDetailTest.scene(lanes, Viewport.whole(lanes.trace().span()));
        PixelBox box = scene.boxes().stream()
                .filter(each -> each.thing().kind() == Thing.Kind.TASK)
                .findFirst()
                .orElseThrow();
        assertTrue(box.style().isTorn());
        assertEquals(scene.scale().px(50_000_000), box.endPx(), 0.01);
    }

    private static TimelineScene scene(double widthPx) {
        var stack = new LaneStack(LANES.groups(), Set.of());
        return TimelineScene.of(LANES, stack, window(widthPx, stack), TRACE.tasks());
    }

    private static TimelineScene.Window window(double widthPx, LaneStack stack) {
        var scale = new TimeScale(Viewport.whole(TRACE.span()), widthPx);
        return new TimelineScene.Window(scale, 0, stack.heightPx(), text -> text.length() * 6.5);
    }
}
