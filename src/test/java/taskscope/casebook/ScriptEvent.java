package taskscope.casebook;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a script that is an event: when, whose (`request 1 task 2`), its kind, and its keys as written.
record ScriptEvent(long timeNanos, Map<String, Integer> whose, String kind, Map<String, String> keys) {

    private static final Pattern TOKEN = Pattern.compile("(?:\"[^\"]*\"|\\[[^\\]]*\\]|[^\\s\"\\[])+");

    /// What may be written without its key, in this order.
    private static final Map<String, List<String>> SHORT = Map.ofEntries(
            entry("request.started", List.of("method", "path")),
            entry("route.started", List.of("function")),
            entry("response.started", List.of("status")),
            entry("response.ended", List.of("bytes")),
            entry("dependency.entering", List.of("function", "scope")),
            entry("task.queued", List.of("name")),
            entry("task.ended", List.of("returned")),
            entry("log.written", List.of("logger", "level")),
            entry("warning.shown", List.of("category", "message")),
            entry("exception.handled", List.of("type")),
            entry("session.created", List.of("class")),
            entry("session.flushed", List.of("rows")),
            entry("statement.ran", List.of("verb", "tables", "durationNanos")),
            entry("connection.checkedout", List.of("waitedNanos")),
            entry("connection.timedout", List.of("waitedNanos")),
            entry("stall.ended", List.of("durationNanos")),
            entry("token.sampled", List.of("borrowed", "total", "waiting")),
            entry("token.acquired", List.of("waitedNanos")),
            entry("process.sampled", List.of("cpuNanos", "rssBytes")),
            entry("process.signal", List.of("signal")),
            entry("process.shutdown", List.of("phase")));

    static ScriptEvent parse(String line) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            tokens.add(token.group());
        }
        int at = 1;
        Map<String, Integer> whose = new LinkedHashMap<>();
        while (at + 2 < tokens.size() + 1 && !tokens.get(at).contains(".")) {
            whose.put(tokens.get(at), Integer.valueOf(tokens.get(at + 1)));
            at += 2;
        }
        String kind = tokens.get(at);
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> shorts = SHORT.getOrDefault(kind, List.of());
        int shortsTaken = 0;
        for (String each : tokens.subList(at + 1, tokens.size())) {
            Matcher pair = Pattern.compile("(\\w+)=(.*)").matcher(each);
            if (pair.matches()) {
                keys.put(pair.group(1), unquoted(pair.group(2)));
            } else if (shortsTaken < shorts.size()) {
                keys.put(shorts.get(shortsTaken++), unquoted(each));
            } else {
                throw new IllegalArgumentException("what is " + each + "? " + line);
            }
        }
        return new ScriptEvent(ScriptTime.nanos(tokens.getFirst()), whose, kind, keys);
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }
}
