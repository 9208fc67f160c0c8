package taskscope.recording;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Sensor;
import taskscope.trace.TraceInfo;

/// The first line of a recording.
record Header(long version, TraceInfo info, long unixNanos) {

    /// The version of the format that this reader was written for.
    static final int VERSION = 1;

    static Header of(RawEvent raw) {
        long unixNanos = raw.map(Key.CLOCK).get("unixNanos") instanceof Long nanos ? nanos : 0;
        var info = new TraceInfo(
                raw.text(Key.RUN),
                raw.text(Key.PYTHON),
                raw.text(Key.PLATFORM),
                raw.text(Key.DIRECTORY),
                texts(raw.list(Key.COMMAND)),
                raw.text(Key.RECORDER),
                packages(raw.map(Key.PACKAGES)),
                sensors(raw.map(Key.SENSORS)),
                Set.copyOf(texts(raw.list(Key.CAPTURED))),
                unixNanos);
        return new Header(raw.number(Key.TASKSCOPE, 0), info, unixNanos);
    }

    /// What stands in for a header that is not there: nothing is known of the run.
    static Header missing() {
        return new Header(
                VERSION,
                new TraceInfo("", "", "", "", List.of(), "", Map.of(), Set.of(Sensor.values()), Set.of(), 0),
                0);
    }

    TraceInfo startingAt(long zeroNanos) {
        return new TraceInfo(
                info.runId(),
                info.python(),
                info.platform(),
                info.directory(),
                info.command(),
                info.recorder(),
                info.packages(),
                info.sensors(),
                info.captured(),
                unixNanos + zeroNanos);
    }

    private static List<String> texts(Collection<@Nullable Object> raw) {
        return raw.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    private static Map<String, String> packages(Map<String, @Nullable Object> raw) {
        return raw.entrySet().stream()
                .filter(each -> each.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
    }

    private static Set<Sensor> sensors(Map<String, @Nullable Object> raw) {
        Set<Sensor> on = EnumSet.noneOf(Sensor.class);
        raw.forEach((id, isOn) -> {
            if (Boolean.TRUE.equals(isOn)) {
                Sensor.of(id).ifPresent(on::add);
            }
        });
        return on;
    }
}
