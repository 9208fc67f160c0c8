package taskscope.casebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes the events of a script as the lines of a recording, each function, thread and exception told of before the
/// first event that names it.
final class ScriptRecording {

    private static final int FIRST_PID = 4711;

    private final ScriptCode code;
    private final ScriptFrames frames;
    private final ScriptValues values;
    private final List<String> lines = new ArrayList<>();
    private final Set<List<Object>> told = new HashSet<>();
    private final Map<Integer, Integer> sequences = new HashMap<>();
    private final Map<List<Integer>, Integer> requestOfTask = new HashMap<>();
    private final Map<List<Integer>, String> nameOfTask = new HashMap<>();
    private final Map<String, Integer> functions = new HashMap<>();

    ScriptRecording(ScriptCode code, ScriptFrames frames) {
        this.code = code;
        this.frames = frames;
        this.values = new ScriptValues(code, frames);
    }

    List<String> lines() {
        return lines;
    }

    void start() {
        tellProcess(1, 0);
    }

    void add(ScriptEvent event) {
        int process = event.whose().getOrDefault("process", 1);
        tellProcess(process, event.timeNanos());
        Map<String, Object> keys = new LinkedHashMap<>();
        common(event, process, keys);
        switch (event.kind()) {
            case "task.queued" -> queued(event, process, keys);
            case "task.started" -> keys.put("name", nameOfTask.getOrDefault(taskOf(event, process), ""));
            default -> {}
        }
        event.keys().forEach((key, text) -> {
            Object value = values.value(key, text);
            switch (key) {
                case "function", "caller" -> keys.put(key, function(process, event.timeNanos(), text));
                case "exception" -> keys.put(key, exception(process, event.timeNanos(), ((Long) value).intValue()));
                default -> keys.putIfAbsent(key, value);
            }
        });
        write(process, event.timeNanos(), event.kind(), keys);
    }

    private void common(ScriptEvent event, int process, Map<String, Object> keys) {
        boolean isOfProcess =
                event.kind().startsWith("process.") || event.kind().startsWith("recorder.");
        Map<String, Integer> whose = new LinkedHashMap<>(event.whose());
        whose.remove("process");
        if (whose.containsKey("task")) {
            List<Integer> task = List.of(process, whose.get("task"));
            if (whose.containsKey("request")) {
                requestOfTask.putIfAbsent(task, whose.get("request"));
            }
            Optional.ofNullable(requestOfTask.get(task)).ifPresent(request -> whose.putIfAbsent("request", request));
        }
        if (!isOfProcess) {
            int thread = whose.getOrDefault("thread", 1);
            tellThread(process, thread, event.timeNanos());
            whose.put("thread", thread);
        }
        for (String key : List.of("request", "task", "thread")) {
            Optional.ofNullable(whose.remove(key)).ifPresent(id -> keys.put(key, id));
        }
        keys.putAll(whose);
    }

    private void queued(ScriptEvent event, int process, Map<String, Object> keys) {
        String name = Optional.ofNullable(event.keys().get("name")).orElse("");
        Optional<ScriptCode.Function> function = code.function(name);
        keys.putIfAbsent("queue", 1);
        keys.put("name", function.map(ScriptCode.Function::name).orElse(name));
        function.ifPresent(_ -> keys.put("function", function(process, event.timeNanos(), name)));
        keys.put(
                "mode",
                Optional.ofNullable(event.keys().get("mode"))
                        .orElse(function.map(each -> each.mode().equals("async") ? "async" : "sync")
                                .orElse("sync")));
        keys.put("arguments", List.of());
        if (event.keys().containsKey("arguments")) {
            keys.put("arguments", values.value("arguments", event.keys().get("arguments")));
        }
        nameOfTask.put(taskOf(event, process), String.valueOf(keys.get("name")));
    }

    private static List<Integer> taskOf(ScriptEvent event, int process) {
        return List.of(process, event.whose().getOrDefault("task", 0));
    }

    private void tellProcess(int process, long timeNanos) {
        if (told.add(List.of("process", process))) {
            write(process, timeNanos, "process.started", Map.of("role", process == 1 ? "main" : "worker"));
        }
    }

    private void tellThread(int process, int thread, long timeNanos) {
        if (told.add(List.of(process, "thread", thread))) {
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put("thread", thread);
            keys.put("name", thread == 1 ? "MainThread" : "AnyIO worker thread");
            keys.put("role", thread == 1 ? "loop" : "worker");
            write(process, timeNanos, "thread.seen", keys);
        }
    }

    private int function(int process, long timeNanos, String name) {
        int id = functions.computeIfAbsent(name, _ -> functions.size() + 1);
        if (told.add(List.of(process, "function", id))) {
            var function = code.function(name)
                    .orElseThrow(() -> new IllegalArgumentException("no code of a function " + name));
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put("function", id);
            keys.put("name", function.name());
            keys.put("file", function.file());
            keys.put("line", function.line());
            keys.put("mode", function.mode());
            keys.put("users", true);
            keys.put("source", function.source());
            write(process, timeNanos, "function.seen", keys);
        }
        return id;
    }

    private int exception(int process, long timeNanos, int id) {
        if (told.add(List.of(process, "exception", id))) {
            Map<String, Object> seen = frames.exception(id);
            for (String key : List.of("cause", "context")) {
                Optional.ofNullable(seen.get(key)).ifPresent(other -> exception(process, timeNanos, (int) other));
            }
            if (seen.get("group") instanceof List<?> group) {
                group.forEach(other -> exception(process, timeNanos, (int) other));
            }
            write(process, timeNanos, "exception.seen", seen);
        }
        return id;
    }

    private void write(int process, long timeNanos, String kind, Map<String, Object> keys) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("t", timeNanos);
        event.put("p", FIRST_PID + process - 1);
        event.put("n", sequences.merge(process, 1, Integer::sum));
        event.put("e", kind);
        event.putAll(keys);
        lines.add(Json.of(event));
    }
}
