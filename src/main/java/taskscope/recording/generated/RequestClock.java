package taskscope.recording.generated;

import java.util.SplittableRandom;

/// Adds the events of one request, each a while after the one before it.
final class RequestClock {

    private final EventWriter events;
    private final SplittableRandom random;
    private final String request;
    private String owner;
    private long nowNanos;

    RequestClock(EventWriter events, SplittableRandom random, int request, long startNanos) {
        this.events = events;
        this.random = random;
        this.request = ",\"request\":" + request;
        this.owner = this.request;
        this.nowNanos = startNanos;
    }

    long nowNanos() {
        return nowNanos;
    }

    /// What follows happens inside this task.
    void enter(int task) {
        owner = request + ",\"task\":" + task;
    }

    void leaveTask() {
        owner = request;
    }

    void onLoop(String kind, String keys, int afterNanos) {
        add(kind, owner + ",\"thread\":1" + keys, afterNanos);
    }

    void onWorker(String kind, String keys) {
        add(kind, owner + ",\"thread\":2" + keys, random.nextInt(20_000, 200_000));
    }

    /// An event that names another task than the one it happens in, or nobody.
    void add(String kind, String keys, int afterNanos) {
        nowNanos += afterNanos;
        events.add(nowNanos, kind, keys);
    }
}
