package taskscope.casebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.recording.LoadReport;
import taskscope.recording.RecordingReader;
import taskscope.trace.Sensor;
import taskscope.trace.Trace;

/// Reads the tiny traces of casebooks: versions, code, exceptions and stacks, then one event a line.
public final class TraceScript {

    private static final String VERSIONS = "versions: ";
    private static final String NOT_RECORDED = "not recorded: ";
    private static final Pattern CODE_HEAD = Pattern.compile("(?<file>\\S+\\.py):(?<line>\\d+)");
    private static final Pattern EVENT = Pattern.compile("\\d\\S*\\s.*");

    private final Map<String, String> packages = new LinkedHashMap<>(Map.of(
            "fastapi",
            "0.165.0",
            "starlette",
            "1.10.0",
            "uvicorn",
            "0.54.0",
            "sqlalchemy",
            "2.1.9",
            "python",
            "3.12.1"));
    private final Map<String, Object> sensors = new LinkedHashMap<>();
    private final ScriptCode code = new ScriptCode();
    private final ScriptFrames frames = new ScriptFrames(code);
    private final List<ScriptEvent> events = new ArrayList<>();

    private TraceScript() {
        for (Sensor sensor : Sensor.values()) {
            sensors.put(sensor.id(), true);
        }
    }

    /// The lines of the recording that the script stands for, header first.
    public static List<String> recording(String script) {
        var reading = new TraceScript();
        reading.read(script.lines().filter(line -> !line.startsWith("#")).toList());
        List<String> lines = new ArrayList<>(List.of(reading.header()));
        var recording = new ScriptRecording(reading.code, reading.frames);
        recording.start();
        reading.events.stream()
                .sorted(Comparator.comparingLong(ScriptEvent::timeNanos))
                .forEach(recording::add);
        lines.addAll(recording.lines());
        return lines;
    }

    public static Trace trace(String script) {
        LoadReport report = RecordingReader.readLines(recording(script));
        if (report.lossCount() > 0) {
            throw new IllegalArgumentException("the script has losses: " + report.losses());
        }
        return report.trace();
    }

    private void read(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).stripTrailing();
            Matcher codeHead = CODE_HEAD.matcher(line);
            List<String> block = block(lines, at + 1);
            if (codeHead.matches()) {
                code.add(
                        codeHead.group("file"),
                        Integer.parseInt(codeHead.group("line")),
                        block.stream()
                                .map(each -> each.substring(Math.min(2, each.length())))
                                .toList());
                at += block.size();
            } else if (ScriptFrames.isHead(line)) {
                frames.add(line, block);
                at += block.size();
            } else {
                readLine(line);
            }
        }
    }

    /// The lines of code (`| ...`) or of frames (indented) that follow a head.
    private static List<String> block(List<String> lines, int first) {
        return lines.subList(first, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|") || line.startsWith("  "))
                .toList();
    }

    /// A line that is no script must not pass for nothing: the rule would look quiet.
    private void readLine(String line) {
        if (line.startsWith(VERSIONS)) {
            for (String pair : line.substring(VERSIONS.length()).split(", *", -1)) {
                packages.put(pair.split(" ", -1)[0], pair.split(" ", -1)[1]);
            }
        } else if (line.startsWith(NOT_RECORDED)) {
            for (String sensor : line.substring(NOT_RECORDED.length()).split(", *", -1)) {
                sensors.put(Sensor.of(sensor).orElseThrow().id(), false);
            }
        } else if (EVENT.matcher(line).matches()) {
            events.add(ScriptEvent.parse(line));
        } else if (!line.isBlank()) {
            throw new IllegalArgumentException("not trace script: " + line);
        }
    }

    private String header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("taskscope", 1);
        header.put("run", "5f0c9a1e77d24c1b");
        header.put("clock", Map.of("source", "perf_counter_ns", "unixNanos", 1764070000000000000L));
        header.put("process", 4711);
        header.put("python", packages.remove("python"));
        header.put("implementation", "cpython");
        header.put("platform", "linux");
        header.put("directory", "/srv/shop");
        header.put("command", List.of("uvicorn", "main:app"));
        header.put("recorder", "0.1.0");
        header.put("packages", packages);
        header.put("sensors", sensors);
        header.put("captured", List.of("source"));
        return Json.of(header);
    }
}
