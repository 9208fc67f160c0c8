package taskscope.view.recordedwith;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import taskscope.trace.Sensor;
import taskscope.trace.Trace;
import taskscope.trace.TraceInfo;

/// Which versions and sensors a trace was recorded with, in one line each.
public record RecordedWith(String packages, String run, String sensorsOff) {

    /// What decides about background tasks, in the order in which people ask for it.
    private static final Map<String, String> NAMES =
            Map.of("fastapi", "FastAPI", "starlette", "Starlette", "sqlalchemy", "SQLAlchemy");

    private static final List<String> ORDER = List.of("fastapi", "starlette", "sqlalchemy");
    private static final List<String> SERVERS = List.of("uvicorn", "hypercorn", "gunicorn", "granian");

    public static RecordedWith of(Trace trace) {
        TraceInfo info = trace.info();
        String packages = ORDER.stream()
                .map(each -> version(info, each))
                .filter(each -> !each.isEmpty())
                .collect(dotted());
        String server = SERVERS.stream()
                .map(each -> version(info, each))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        String run = Stream.of("Python " + info.python(), server, processes(trace))
                .filter(each -> !each.isEmpty())
                .collect(dotted());
        String off = Arrays.stream(Sensor.values())
                .filter(each -> !trace.has(each))
                .map(Sensor::id)
                .collect(Collectors.joining(", "));
        return new RecordedWith(packages, run, off.isEmpty() ? "" : "Sensors off: " + off);
    }

    private static Collector<CharSequence, ?, String> dotted() {
        return Collectors.joining(" \u00b7 ");
    }

    private static String version(TraceInfo info, String name) {
        String version = info.packages().get(name);
        return version == null ? "" : NAMES.getOrDefault(name, name) + " " + version;
    }

    private static String processes(Trace trace) {
        int count = trace.processes().size();
        return count == 1 ? "1 process" : count + " processes";
    }
}
