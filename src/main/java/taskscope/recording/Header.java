package taskscope.recording;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Sensor;
import taskscope.trace.TraceInfo;

/// The first line of a recording. `part` counts the files of one that rotates, from 1. In `info`, `startUnixNanos` is
/// still the wall-clock time of the run's zero.
record Header(long version, int part, TraceInfo info) {

    /// The version that this reader knows.
    static final long KNOWN_VERSION = 1;

    /// What stands in for a header that was lost: nothing is known, so no sensor counts as on.
    static final Header UNKNOWN = of(KNOWN_VERSION, Map.of());

    /// The key that makes a line a header.
    static final String MARK = "taskscope";

    static Header of(long version, Map<?, ?> tree) {
        return new Header(
                version,
                tree.get("part") instanceof Long part ? Math.clamp(part, 1, Integer.MAX_VALUE) : 1,
                new TraceInfo(
                        text(tree.get("run")),
                        text(tree.get("python")),
                        text(tree.get("platform")),
                        text(tree.get("directory")),
                        texts(tree.get("command")),
                        text(tree.get("recorder")),
                        packages(tree.get("packages")),
                        sensors(tree.get("sensors")),
                        Set.copyOf(texts(tree.get("captured"))),
                        tree.get("clock") instanceof Map<?, ?> clock && clock.get("unixNanos") instanceof Long nanos
                                ? nanos
                                : 0));
    }

    boolean isNewer() {
        return version > KNOWN_VERSION;
    }

    /// The same for a trace whose first event is `zeroNanos` after the run's zero.
    TraceInfo infoFrom(long zeroNanos) {
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
                info.startUnixNanos() + zeroNanos);
    }

    private static String text(@Nullable Object tree) {
        return tree instanceof String text ? text : "";
    }

    private static List<String> texts(@Nullable Object tree) {
        return tree instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static Map<String, String> packages(@Nullable Object tree) {
        Map<String, String> packages = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, version) -> packages.put(String.valueOf(name), text(version)));
        }
        return packages;
    }

    private static Set<Sensor> sensors(@Nullable Object tree) {
        Set<Sensor> sensors = new LinkedHashSet<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, isOn) -> {
                if (Boolean.TRUE.equals(isOn)) {
                    Sensor.of(String.valueOf(name)).ifPresent(sensors::add);
                }
            });
        }
        return sensors;
    }
}
