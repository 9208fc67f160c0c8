package taskscope.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Argument;
import taskscope.trace.Location;
import taskscope.trace.RowKey;
import taskscope.trace.Stall;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;

/// JSON trees as the values that a trace holds. Ids in them are still those of the process.
final class TypedValue {

    private TypedValue() {}

    /// The value of a key by its bytes.
    static Object parse(Key key, byte[] bytes, int start, int end) throws BadLine {
        boolean isPlainText =
                key.shape() == Shape.TEXT && bytes[start] == '"' && Words.endOfPlainText(bytes, start + 1) == end - 1;
        return isPlainText
                ? new String(bytes, start + 1, end - start - 2, StandardCharsets.UTF_8)
                : of(key, JsonTree.parse(bytes, start, end));
    }

    /// A value of any shape that is not a single number or flag.
    static Object of(Key key, @Nullable Object tree) throws BadLine {
        return switch (key.shape()) {
            case TEXTS -> each(key, tree, TypedValue::text);
            case IDS -> each(key, tree, TypedValue::number);
            case COUNTS -> counts(key, tree);
            case LOCATION -> location(key, tree);
            case ARGUMENTS -> each(key, tree, TypedValue::argument);
            case FRAMES -> frames(key, tree);
            case SAMPLES -> each(key, tree, TypedValue::sample);
            case BUSY_THREADS -> each(key, tree, TypedValue::busyThread);
            case ROWS -> each(key, tree, TypedValue::rowKey);
            case TEXT -> text(key, tree);
            case NUMBER, ID, FLAG -> throw bad(key);
        };
    }

    static BadLine bad(Key key) {
        return new BadLine(Loss.Kind.NOT_AN_EVENT, "its key '" + key.id() + "' does not hold what the format says");
    }

    private static Map<String, Long> counts(Key key, @Nullable Object tree) throws BadLine {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (var each : map(key, tree).entrySet()) {
            counts.put(each.getKey(), number(key, each.getValue()));
        }
        return counts;
    }

    private static Location location(Key key, @Nullable Object tree) throws BadLine {
        var map = map(key, tree);
        return new Location(
                text(key, map.get("file")), whole(number(key, map.get("line"))), text(key, map.get("function")));
    }

    private static Argument argument(Key key, @Nullable Object tree) throws BadLine {
        var map = map(key, tree);
        return new Argument(
                map.get("name") instanceof String name ? name : "",
                map.get("type") instanceof String type ? type : "",
                nature(map.get("is")),
                id(map.get("session")),
                map.get("bytes") instanceof Long bytes ? bytes : -1,
                Boolean.TRUE.equals(map.get("default")),
                map.get("value") instanceof String value ? value : "");
    }

    private static Argument.Nature nature(@Nullable Object is) {
        if (is instanceof String id) {
            for (Argument.Nature each : Argument.Nature.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(id)) {
                    return each;
                }
            }
        }
        return Argument.Nature.PLAIN;
    }

    private static Stall.Sample sample(Key key, @Nullable Object tree) throws BadLine {
        var map = map(key, tree);
        return new Stall.Sample(whole(number(key, map.get("count"))), frames(key, map.get("frames")));
    }

    private static Stall.BusyThread busyThread(Key key, @Nullable Object tree) throws BadLine {
        var map = map(key, tree);
        int percent = map.get("cpuPercent") instanceof Long cpuPercent ? whole(cpuPercent) : 0;
        return new Stall.BusyThread(
                id(map.get("request")), id(map.get("task")), percent, frames(key, map.get("frames")));
    }

    private static List<Frame> frames(Key key, @Nullable Object tree) throws BadLine {
        return each(key, tree, TypedValue::frame);
    }

    private static Frame frame(Key key, @Nullable Object tree) throws BadLine {
        var parts = list(key, tree);
        if (parts.size() < 5) {
            throw bad(key);
        }
        return new Frame(
                text(key, parts.get(0)),
                whole(number(key, parts.get(1))),
                text(key, parts.get(2)),
                text(key, parts.get(3)),
                number(key, parts.get(4)) != 0);
    }

    private static RowKey rowKey(Key key, @Nullable Object tree) throws BadLine {
        var parts = list(key, tree);
        if (parts.size() < 2) {
            throw bad(key);
        }
        return new RowKey(text(key, parts.get(0)), text(key, parts.get(1)));
    }

    private static <T> List<T> each(Key key, @Nullable Object tree, Part<T> part) throws BadLine {
        List<T> parts = new ArrayList<>();
        for (Object each : list(key, tree)) {
            parts.add(part.of(key, each));
        }
        return List.copyOf(parts);
    }

    /// One element of a list.
    private interface Part<T> {
        T of(Key key, @Nullable Object tree) throws BadLine;
    }

    private static int id(@Nullable Object tree) {
        return tree instanceof Long id && id > 0 && id <= Integer.MAX_VALUE ? id.intValue() : Trace.NONE;
    }

    private static int whole(long number) {
        return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static String text(Key key, @Nullable Object tree) throws BadLine {
        if (tree instanceof String text) {
            return text;
        }
        throw bad(key);
    }

    private static Long number(Key key, @Nullable Object tree) throws BadLine {
        if (tree instanceof Long number) {
            return number;
        }
        throw bad(key);
    }

    private static List<?> list(Key key, @Nullable Object tree) throws BadLine {
        if (tree instanceof List<?> list) {
            return list;
        }
        throw bad(key);
    }

    private static Map<String, ?> map(Key key, @Nullable Object tree) throws BadLine {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            for (var each : map.entrySet()) {
                if (each.getKey() instanceof String name && each.getValue() != null) {
                    named.put(name, each.getValue());
                }
            }
            return named;
        }
        throw bad(key);
    }
}
