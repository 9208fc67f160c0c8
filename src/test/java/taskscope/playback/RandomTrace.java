package taskscope.playback;

import java.util.SplittableRandom;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.trace.TraceSketch;

/// A random trace that a real server could have made; the seed names it in a failure.
public final class RandomTrace {

    private final SplittableRandom random;
    private final TraceSketch sketch = new TraceSketch();

    private RandomTrace(long seed) {
        random = new SplittableRandom(seed);
    }

    public static Trace of(long seed, int requestCount) {
        var drawn = new RandomTrace(seed);
        double millis = 1;
        for (int request = 0; request < requestCount; request++) {
            drawn.request(millis);
            millis += drawn.random.nextDouble(0.01, 4);
        }
        return drawn.sketch.trace();
    }

    private void request(double start) {
        double answer = random.nextInt(12) == 0 ? -1 : start + random.nextDouble(0.1, 6);
        double last = Math.max(answer, start + 1);
        double end = random.nextInt(15) == 0 ? -1 : last + random.nextDouble(0, 30);
        String path = "/path" + random.nextInt(5);
        int request = sketch.request(random.nextBoolean() ? "GET" : "POST", path, start, answer, end);
        if (random.nextInt(3) == 0) {
            sketch.session(request, start, random.nextInt(5) == 0 ? -1 : last + random.nextDouble(-0.5, 20));
        }
        double at = last;
        boolean hasFailed = false;
        for (int task = random.nextInt(4); task > 0; task--) {
            Task.Outcome outcome = hasFailed ? Task.Outcome.NEVER_STARTED : outcome();
            hasFailed |= outcome == Task.Outcome.FAILED || outcome == Task.Outcome.CANCELLED;
            at = task(request, start, at, outcome);
        }
    }

    private Task.Outcome outcome() {
        return Task.Outcome.values()[random.nextInt(5)];
    }

    private double task(int request, double queued, double earliest, Task.Outcome outcome) {
        double start = earliest + random.nextDouble(0, 1);
        double end = start + random.nextDouble(0.001, 15);
        boolean hasStarted = outcome != Task.Outcome.NEVER_STARTED;
        boolean hasEnded = hasStarted && outcome != Task.Outcome.RUNNING;
        boolean isAsync = random.nextBoolean();
        int id = sketch.task(
                request,
                "work" + random.nextInt(4),
                isAsync,
                queued,
                hasStarted ? start : -1,
                hasEnded ? end : -1,
                outcome);
        if (isAsync && hasEnded && random.nextInt(6) == 0) {
            sketch.stall(request, id, start, end);
        }
        return end;
    }
}
