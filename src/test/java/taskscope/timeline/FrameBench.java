package taskscope.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import taskscope.playback.Playback;
import taskscope.playback.RandomTrace;
import taskscope.trace.Trace;

/// Prints what a frame and a step cost on a large trace:
/// `java -cp ... taskscope.timeline.FrameBench [REQUESTS]`. About eight events a request.
public final class FrameBench {

    private static final int FRAMES = 2_000;
    private static final double WIDTH_PX = 1_380;
    private static final double HEIGHT_PX = 900;

    private FrameBench() {}

    public static void main(String[] arguments) {
        int requestCount = arguments.length == 0 ? 125_000 : Integer.parseInt(arguments[0]);
        Trace trace = RandomTrace.of(1, requestCount, 2_000);
        long startNanos = System.nanoTime();
        Lanes lanes = Lanes.of(trace, List.of());
        print("events", trace.events().count(), "");
        print("layout", (System.nanoTime() - startNanos) / 1_000_000, "ms, once a trace");
        var stack = new LaneStack(lanes.groups(), Set.of());
        measure("warm-up", lanes, stack, trace);
        measure("frame", lanes, stack, trace);
        steps(trace);
    }

    /// Zooms and pans at random, from everything to a few microseconds.
    private static void measure(String name, Lanes lanes, LaneStack stack, Trace trace) {
        var random = new SplittableRandom(7);
        var micros = new long[FRAMES];
        for (int frame = 0; frame < FRAMES; frame++) {
            Viewport view = Viewport.whole(trace.span())
                    .zoomed(Math.pow(10, random.nextDouble(0, 7)), random.nextDouble(), trace.span());
            double scrollPx = random.nextDouble(Math.max(1, stack.heightPx() - HEIGHT_PX));
            var window = new TimelineScene.Window(
                    new TimeScale(view, WIDTH_PX), scrollPx, HEIGHT_PX, text -> text.length() * 6.5);
            long startNanos = System.nanoTime();
            TimelineScene.of(lanes, stack, window, List.of());
            micros[frame] = (System.nanoTime() - startNanos) / 1_000;
        }
        report(name, micros);
    }

    private static void steps(Trace trace) {
        var playback = new Playback(trace);
        long startNanos = System.nanoTime();
        playback.at(trace.events().count() - 1);
        print("first fold of all", (System.nanoTime() - startNanos) / 1_000_000, "ms, once a trace");
        var random = new SplittableRandom(3);
        var micros = new long[FRAMES];
        for (int step = 0; step < FRAMES; step++) {
            long beforeNanos = System.nanoTime();
            playback.at(random.nextInt(trace.events().count()));
            micros[step] = (System.nanoTime() - beforeNanos) / 1_000;
        }
        report("jump", micros);
    }

    private static void report(String name, long[] micros) {
        Arrays.sort(micros);
        print(name + " median", micros[micros.length / 2], "us");
        print(name + " 99 %", micros[micros.length * 99 / 100], "us");
        print(name + " worst", micros[micros.length - 1], "us");
    }

    private static void print(String what, long value, String unit) {
        System.out.println(what + ": " + value + " " + unit);
    }
}
