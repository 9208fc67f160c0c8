package taskscope.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the header says of a run. `packages` maps a name to its version; `startUnixNanos` is the wall-clock time of
/// the trace's first event.
public record TraceInfo(
        String runId,
        String python,
        String platform,
        String directory,
        List<String> command,
        String recorder,
        Map<String, String> packages,
        Set<Sensor> sensors,
        Set<String> captured,
        long startUnixNanos) {

    public TraceInfo {
        command = List.copyOf(command);
        packages = Map.copyOf(packages);
        sensors = Set.copyOf(sensors);
        captured = Set.copyOf(captured);
    }

    public Optional<Version> version(String packageName) {
        return Optional.ofNullable(packages.get(packageName)).flatMap(Version::of);
    }
}
