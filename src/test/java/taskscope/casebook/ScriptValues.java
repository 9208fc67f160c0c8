package taskscope.casebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.trace.Location;

/// What is written after a key of a script's event, as the value that a recording has there.
final class ScriptValues {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern PLACE = Pattern.compile("(?<file>[^:]+):(?<line>\\d+)");

    private final ScriptCode code;
    private final ScriptFrames frames;

    ScriptValues(ScriptCode code, ScriptFrames frames) {
        this.code = code;
        this.frames = frames;
    }

    Object value(String key, String text) {
        return switch (key) {
            case "at", "handledAt" -> place(text);
            case "arguments" -> items(text).stream().map(ScriptValues::argument).toList();
            case "tables", "keys" -> items(text);
            case "rows" -> text.startsWith("[") ? rows(text) : Long.valueOf(text);
            case "samples" -> items(text).stream().map(this::sample).toList();
            case "busyThreads" -> items(text).stream().map(this::busy).toList();
            case "message", "path", "verb" -> text;
            default -> plain(text);
        };
    }

    private static Object plain(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (ScriptTime.isTime(text)) {
            return ScriptTime.nanos(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    private Map<String, Object> place(String text) {
        Matcher part = PLACE.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException("not a place such as main.py:14: " + text);
        }
        Location at = code.location(part.group("file"), Integer.parseInt(part.group("line")));
        return inOrder("file", at.file(), "line", at.line(), "function", at.function());
    }

    /// `order:main.Order:orm`, with `session=1`, `bytes=5000` or `default` behind further colons.
    private static Map<String, Object> argument(String text) {
        String[] parts = text.split(":", -1);
        Map<String, Object> argument = inOrder("name", parts[0], "type", parts[1]);
        for (int at = 2; at < parts.length; at++) {
            String[] pair = parts[at].split("=", 2);
            if (pair.length == 2) {
                argument.put(pair[0], Long.valueOf(pair[1]));
            } else if (pair[0].equals("default")) {
                argument.put("default", true);
            } else {
                argument.put("is", pair[0]);
            }
        }
        return argument;
    }

    /// `[orders/1a2b3c4d, users/0f0f0f0f]`
    private static List<Object> rows(String text) {
        return items(text).stream()
                .<Object>map(row -> List.of(row.split("/", -1)))
                .toList();
    }

    /// `3*A`: the stack A, seen three times.
    private Map<String, Object> sample(String text) {
        String[] parts = text.split("\\*", -1);
        return inOrder("count", Long.valueOf(parts[0]), "frames", frames.stack(parts[1]));
    }

    /// `task=2:97%*A`: a thread that worked for task 2 with 97 percent of a processor, on stack A.
    private Map<String, Object> busy(String text) {
        String[] parts = text.split("[*:=%]+", -1);
        return inOrder(
                parts[0],
                Long.valueOf(parts[1]),
                "cpuPercent",
                Long.valueOf(parts[2]),
                "frames",
                frames.stack(parts[3]));
    }

    private static List<String> items(String text) {
        String inside = text.replaceFirst("^\\[", "").replaceFirst("]$", "").strip();
        return inside.isEmpty() ? List.of() : List.of(inside.split(", *", -1));
    }

    private static Map<String, Object> inOrder(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }
}
