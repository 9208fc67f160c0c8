package taskscope.casebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Argument;
import taskscope.trace.Dependency;
import taskscope.trace.EventKind;
import taskscope.trace.Events;
import taskscope.trace.FunctionInfo;
import taskscope.trace.HandledException;
import taskscope.trace.Location;
import taskscope.trace.LogRecord;
import taskscope.trace.ProcessInfo;
import taskscope.trace.ProcessSample;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.ShownWarning;
import taskscope.trace.Task;
import taskscope.trace.ThreadInfo;
import taskscope.trace.TokenSample;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;
import taskscope.trace.TraceInfo;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

@org.jspecify.annotations.NullUnmarked
@SuppressWarnings({"unchecked", "UnusedVariable", "EnumOrdinal", "RefactorSwitch", "NullAway"})
final class ScratchReader {
    private static final JsonFactory JSON = new JsonFactory();

    static @Nullable Object parse(String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_STRING -> {
                return parser.getString();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return parser.getNumberValue().longValue();
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            default -> {
                return null;
            }
        }
    }

    record Ev(long t, int p, int n, EventKind kind, int req, int task, int thread, Map<String, Object> m) {
        int i(String k) {
            return m.get(k) == null ? -1 : (int) (long) (Long) m.get(k);
        }

        long l(String k, long d) {
            return m.get(k) == null ? d : (Long) m.get(k);
        }

        String s(String k) {
            return m.get(k) == null ? "" : (String) m.get(k);
        }

        @Nullable
        Location at(String k) {
            Map<String, Object> x = (Map<String, Object>) m.get(k);
            return x == null
                    ? null
                    : new Location(
                            (String) x.get("file"), (int) (long) (Long) x.get("line"), (String) x.get("function"));
        }
    }

    static Trace read(List<String> lines) {
        return new ScratchReader(lines).trace();
    }

    private final Map<String, Object> header;
    private final List<Ev> events = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<Integer, Integer> subjects = new HashMap<>();

    private int id(String what, int process, int local) {
        return local < 0
                ? -1
                : ids.computeIfAbsent(what + process + ":" + local, _ -> counts.merge(what, 1, Integer::sum) - 1);
    }

    private ScratchReader(List<String> lines) {
        header = (Map<String, Object>) java.util.Objects.requireNonNull(parse(lines.getFirst()));
        List<Map<String, Object>> raw = new ArrayList<>();
        long zero = Long.MAX_VALUE;
        for (String line : lines.subList(1, lines.size())) {
            Map<String, Object> m = (Map<String, Object>) java.util.Objects.requireNonNull(parse(line));
            raw.add(m);
            zero = Math.min(zero, (Long) m.get("t"));
        }
        raw.sort(java.util.Comparator.<Map<String, Object>>comparingLong(m -> (Long) m.get("t"))
                .thenComparingLong(m -> (Long) m.get("n")));
        for (Map<String, Object> m : raw) {
            int p = id("process", 0, (int) (long) (Long) m.get("p"));
            Function<String, Integer> of = k -> m.get(k) == null ? -1 : id(k, p, (int) (long) (Long) m.get(k));
            events.add(new Ev(
                    (Long) m.get("t") - zero,
                    p,
                    (int) (long) (Long) m.get("n"),
                    EventKind.of((String) m.get("e")).orElseThrow(),
                    of.apply("request"),
                    of.apply("task"),
                    of.apply("thread"),
                    m));
        }
    }

    private List<Frame> frames(List<List<Object>> raw) {
        return raw.stream()
                .map(f -> new Frame(
                        (String) f.get(0),
                        (int) (long) (Long) f.get(1),
                        (String) f.get(2),
                        (String) f.get(3),
                        (Long) f.get(4) == 1))
                .toList();
    }

    private int ev(int at, Ev e, String what, String key) {
        int id = id(what, e.p, e.i(key));
        subjects.put(at, id);
        return id;
    }

    Trace trace() {
        long end = events.isEmpty() ? 0 : events.getLast().t;
        Map<Integer, RaisedException> exceptions = new HashMap<>();
        Map<Integer, FunctionInfo> functions = new HashMap<>();
        Map<Integer, ThreadInfo> threads = new HashMap<>();
        Map<Integer, List<Integer>> ofRequest = new LinkedHashMap<>();
        Map<Integer, List<Integer>> ofTask = new LinkedHashMap<>();
        List<LogRecord> logs = new ArrayList<>();
        List<ShownWarning> warnings = new ArrayList<>();
        List<HandledException> handled = new ArrayList<>();
        List<TokenSample> tokens = new ArrayList<>();
        List<TokenWait> waits = new ArrayList<>();
        List<ProcessSample> samples = new ArrayList<>();
        Map<Integer, Integer> pids = new HashMap<>();
        for (int at = 0; at < events.size(); at++) {
            Ev e = events.get(at);
            pids.put(e.p, (int) (long) (Long) java.util.Objects.requireNonNull(e.m.get("p")));
            switch (e.kind) {
                case THREAD_SEEN ->
                    threads.put(
                            e.thread,
                            new ThreadInfo(
                                    e.p,
                                    e.s("name"),
                                    ThreadInfo.Role.valueOf(e.s("role").toUpperCase(java.util.Locale.ROOT))));
                case FUNCTION_SEEN ->
                    functions.put(
                            ev(at, e, "function", "function"),
                            new FunctionInfo(
                                    e.s("name"),
                                    e.s("file"),
                                    (int) e.l("line", 0),
                                    FunctionInfo.Mode.valueOf(e.s("mode").toUpperCase(java.util.Locale.ROOT)),
                                    Boolean.TRUE.equals(e.m.get("users")),
                                    (List<String>) e.m.getOrDefault("source", List.of())));
                case EXCEPTION_SEEN -> {
                    int id = ev(at, e, "exception", "exception");
                    Function<String, @Nullable RaisedException> other =
                            k -> exceptions.get(id("exception", e.p, e.i(k)));
                    exceptions.put(
                            id,
                            new RaisedException(
                                    e.s("type"),
                                    e.s("message"),
                                    frames((List<List<Object>>) e.m.get("frames")),
                                    other.apply("cause"),
                                    other.apply("context"),
                                    e.m.get("suppressed") != null,
                                    ((List<Long>) e.m.getOrDefault("group", List.of()))
                                            .stream()
                                                    .map(g -> exceptions.get(id("exception", e.p, (int) (long) g)))
                                                    .map(java.util.Objects::requireNonNull)
                                                    .toList(),
                                    List.of()));
                }
                case LOG_WRITTEN ->
                    logs.add(new LogRecord(
                            e.p,
                            at,
                            e.t,
                            e.s("logger"),
                            e.s("level"),
                            id("exception", e.p, e.i("exception")),
                            Boolean.TRUE.equals(e.m.get("reached")),
                            e.req,
                            e.task));
                case WARNING_SHOWN ->
                    warnings.add(
                            new ShownWarning(e.p, at, e.t, e.s("category"), e.s("message"), e.at("at"), e.req, e.task));
                case EXCEPTION_HANDLED ->
                    handled.add(new HandledException(
                            e.p, at, e.t, e.req, e.task, e.s("type"), e.at("at"), e.at("handledAt")));
                case PROCESS_SAMPLED ->
                    samples.add(new ProcessSample(e.p, at, e.t, e.l("cpuNanos", 0), e.l("rssBytes", 0)));
                case TOKEN_SAMPLED ->
                    tokens.add(new TokenSample(e.p, at, e.t, e.i("borrowed"), e.i("total"), e.i("waiting")));
                default -> {}
            }
            if (e.req >= 0) {
                ofRequest.computeIfAbsent(e.req, _ -> new ArrayList<>()).add(at);
            }
            if (e.task >= 0) {
                ofTask.computeIfAbsent(e.task, _ -> new ArrayList<>()).add(at);
            }
        }
        List<Request> requests = new ArrayList<>();
        for (int r = 0; r < ofRequest.size(); r++) {
            requests.add(request(r, ofRequest.get(r)));
        }
        List<Task> tasks = new ArrayList<>();
        Map<Integer, Integer> positions = new HashMap<>();
        for (int t = 0; t < ofTask.size(); t++) {
            tasks.add(task(t, ofTask.get(t), positions));
        }
        List<Dependency> dependencies = List.of();
        Map<String, String> packages = (Map<String, String>) java.util.Objects.requireNonNull(header.get("packages"));
        Map<String, Boolean> sensors = (Map<String, Boolean>) java.util.Objects.requireNonNull(header.get("sensors"));
        TraceInfo info = new TraceInfo(
                (String) java.util.Objects.requireNonNull(header.get("run")),
                (String) header.get("python"),
                "linux",
                (String) header.get("directory"),
                (List<String>) header.get("command"),
                "0",
                packages,
                sensors.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(x -> Sensor.of(x.getKey()).orElseThrow())
                        .collect(Collectors.toSet()),
                Set.of("source"),
                0);
        List<ProcessInfo> processes = new ArrayList<>();
        for (int p = 0; p < pids.size(); p++) {
            processes.add(new ProcessInfo(pids.get(p), 0, "main", 0, -1, OptionalInt.empty()));
        }
        return new Trace(
                info,
                new Cols(),
                processes,
                list(threads),
                list(functions),
                list(exceptions),
                requests,
                tasks,
                dependencies,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                tokens,
                waits,
                logs,
                warnings,
                handled,
                samples,
                List.of(),
                end);
    }

    private static <T> List<T> list(Map<Integer, T> map) {
        List<T> all = new ArrayList<>();
        for (int at = 0; at < map.size(); at++) {
            all.add(map.get(at));
        }
        return all;
    }

    private int mark(List<Integer> all, EventKind kind) {
        return all.stream().filter(a -> events.get(a).kind == kind).findFirst().orElse(-1);
    }

    private long time(int mark) {
        return mark < 0 ? -1 : events.get(mark).t;
    }

    private Request request(int r, List<Integer> all) {
        int s = mark(all, EventKind.REQUEST_STARTED);
        int rs = mark(all, EventKind.ROUTE_STARTED);
        int re = mark(all, EventKind.ROUTE_ENDED);
        int as = mark(all, EventKind.RESPONSE_STARTED);
        int ae = mark(all, EventKind.RESPONSE_ENDED);
        int d = mark(all, EventKind.REQUEST_DISCONNECTED);
        int e = mark(all, EventKind.REQUEST_ENDED);
        int q = mark(all, EventKind.RESPONSE_QUEUE);
        Ev start = events.get(s);
        return new Request(
                r,
                start.p,
                false,
                start.s("method"),
                start.s("path"),
                start.s("client"),
                as < 0 ? -1 : events.get(as).i("status"),
                rs < 0 ? -1 : id("function", start.p, events.get(rs).i("function")),
                time(s),
                time(as),
                time(ae),
                time(d),
                time(e),
                e < 0 ? -1 : id("exception", start.p, events.get(e).i("exception")),
                q < 0 ? -1 : id("queue", start.p, events.get(q).i("queue")),
                q < 0 ? -1 : id("queue", start.p, events.get(q).i("injected")),
                new Request.Marks(s, rs, re, as, ae, d, e));
    }

    private Task task(int t, List<Integer> all, Map<Integer, Integer> positions) {
        int q = mark(all, EventKind.TASK_QUEUED);
        int s = mark(all, EventKind.TASK_STARTED);
        int ok = mark(all, EventKind.TASK_ENDED);
        int bad = mark(all, EventKind.TASK_FAILED);
        int cut = mark(all, EventKind.TASK_CANCELLED);
        int e = Math.max(ok, Math.max(bad, cut));
        Ev queued = events.get(q);
        int queue = id("queue", queued.p, queued.i("queue"));
        List<Argument> arguments = ((List<Map<String, Object>>) queued.m.getOrDefault("arguments", List.of()))
                .stream()
                        .map(a -> new Argument(
                                (String) a.get("name"),
                                (String) a.get("type"),
                                a.get("is") == null
                                        ? Argument.Nature.PLAIN
                                        : Argument.Nature.valueOf(
                                                ((String) a.get("is")).toUpperCase(java.util.Locale.ROOT)),
                                -1,
                                -1,
                                Boolean.TRUE.equals(a.get("default"))))
                        .toList();
        return new Task(
                t,
                queued.p,
                queued.req,
                queue,
                positions.merge(queue, 1, Integer::sum) - 1,
                queued.s("name"),
                id("function", queued.p, queued.i("function")),
                queued.s("mode").equals("async"),
                queued.at("at"),
                id("function", queued.p, queued.i("caller")),
                arguments,
                0,
                time(q),
                time(s),
                time(e),
                s < 0
                        ? Task.Outcome.NEVER_STARTED
                        : e < 0
                                ? Task.Outcome.RUNNING
                                : e == ok
                                        ? Task.Outcome.ENDED
                                        : e == bad ? Task.Outcome.FAILED : Task.Outcome.CANCELLED,
                ok < 0 ? "" : events.get(ok).s("returned"),
                e < 0 ? -1 : id("exception", queued.p, events.get(e).i("exception")),
                new Task.Marks(q, s, e));
    }

    final class Cols implements Events {
        @Override
        public int count() {
            return events.size();
        }

        @Override
        public long timeNanos(int event) {
            return events.get(event).t;
        }

        @Override
        public EventKind kind(int event) {
            return events.get(event).kind;
        }

        @Override
        public int process(int event) {
            return events.get(event).p;
        }

        @Override
        public int sequence(int event) {
            return events.get(event).n;
        }

        @Override
        public int request(int event) {
            return events.get(event).req;
        }

        @Override
        public int task(int event) {
            return events.get(event).task;
        }

        @Override
        public int thread(int event) {
            return events.get(event).thread;
        }

        @Override
        public int subject(int event) {
            return subjects.getOrDefault(event, -1);
        }

        @Override
        public long value(int event) {
            return 0;
        }
    }
}
