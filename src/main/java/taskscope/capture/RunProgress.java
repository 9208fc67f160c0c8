package taskscope.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a run has come, counted from the lines of its recording while they are written.
public final class RunProgress {

    /// Every event starts with the same four keys; the last of them is its kind.
    private static final Pattern START =
            Pattern.compile("\\{\"t\":-?\\d+,\"p\":(\\d+),\"n\":\\d+,\"e\":\"([a-z_.]+)\"");

    private static final Pattern PLACE = Pattern.compile("\"address\":\"([^\"]+)\"(?:,\"port\":(\\d+))?");

    /// Longer than the start of any event.
    private static final int START_BYTES = 160;

    private final Set<Long> processes = new HashSet<>();
    private final List<ServerAddress> listening = new ArrayList<>();
    private long requestCount;
    private long endedRequestCount;
    private long taskCount;
    private long startedTaskCount;
    private long endedTaskCount;
    private long signalCount;

    /// Takes one line, without its end; what is no event is passed over.
    void take(byte[] bytes, int from, int length) {
        var start = new String(bytes, from, Math.min(length, START_BYTES), StandardCharsets.ISO_8859_1);
        Matcher event = START.matcher(start);
        if (event.lookingAt()) {
            count(event.group(2), Long.parseLong(event.group(1)));
            if (event.group(2).equals("process.listening")) {
                listen(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        }
    }

    private void count(String kind, long process) {
        switch (kind) {
            case "request.started" -> requestCount++;
            case "request.ended" -> endedRequestCount++;
            case "task.queued" -> taskCount++;
            case "task.started" -> startedTaskCount++;
            case "task.ended", "task.failed", "task.cancelled" -> endedTaskCount++;
            case "process.started" -> processes.add(process);
            case "process.ended" -> processes.remove(process);
            case "process.signal" -> signalCount++;
            default -> {}
        }
    }

    private void listen(String line) {
        Matcher place = PLACE.matcher(line);
        if (place.find() && place.group(2) != null) {
            listening.add(new ServerAddress(place.group(1), Integer.parseInt(place.group(2))));
        }
    }

    public long requestCount() {
        return requestCount;
    }

    public long taskCount() {
        return taskCount;
    }

    /// Whether every request has left the application, tasks included, and every task that started has ended.
    boolean isQuiet() {
        return endedRequestCount >= requestCount && endedTaskCount >= startedTaskCount;
    }

    boolean hasTakenSignal() {
        return signalCount > 0;
    }

    /// Where the run's servers listen, first come first.
    List<ServerAddress> listening() {
        return listening;
    }

    /// Processes of the run that have not said that they ended.
    Set<Long> unendedProcesses() {
        return processes;
    }
}
