package taskscope.casebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The exceptions and the stacks of a script, with their frames as a recording has them.
final class ScriptFrames {

    private static final Pattern EXCEPTION =
            Pattern.compile("exception (?<id>\\d+) (?<options>(?:\\w+=\\S+ )*)(?<type>[\\w.]+)(?:: ?(?<message>.*))?");
    private static final Pattern STACK = Pattern.compile("stack (?<name>\\w+)");
    private static final Pattern FRAME = Pattern.compile(
            "(?<library>library )?(?<file><[^>]+>|[^:\\s]+):(?<line>\\d+)(?: (?<function>[\\w<>]+))?(?: (?<code>.+))?");

    private final ScriptCode code;
    private final Map<Integer, Map<String, Object>> exceptions = new HashMap<>();
    private final Map<String, List<List<Object>>> stacks = new HashMap<>();

    ScriptFrames(ScriptCode code) {
        this.code = code;
    }

    static boolean isHead(String line) {
        return EXCEPTION.matcher(line).matches() || STACK.matcher(line).matches();
    }

    void add(String head, List<String> frameLines) {
        List<List<Object>> frames = new ArrayList<>();
        frameLines.forEach(line -> frames.add(frame(line)));
        Matcher exception = EXCEPTION.matcher(head);
        if (exception.matches()) {
            exceptions.put(Integer.valueOf(exception.group("id")), seen(exception, frames));
        } else {
            stacks.put(head.substring("stack ".length()), frames);
        }
    }

    private static Map<String, Object> seen(Matcher part, List<List<Object>> frames) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("exception", Integer.valueOf(part.group("id")));
        seen.put("type", part.group("type"));
        seen.put("message", Optional.ofNullable(part.group("message")).orElse(""));
        seen.put("frames", frames);
        for (String option : part.group("options").strip().split(" ", -1)) {
            String[] pair = option.split("=", 2);
            switch (pair[0]) {
                case "" -> {}
                case "cause", "context" -> seen.put(pair[0], Integer.valueOf(pair[1]));
                case "suppressed" -> seen.put(pair[0], true);
                case "group" ->
                    seen.put(
                            "group",
                            List.of(pair[1].split(",", -1)).stream()
                                    .map(Integer::valueOf)
                                    .toList());
                default -> throw new IllegalArgumentException("not an option of an exception: " + option);
            }
        }
        return seen;
    }

    private List<Object> frame(String line) {
        Matcher part = FRAME.matcher(line.strip());
        if (!part.matches()) {
            throw new IllegalArgumentException("not a frame: " + line);
        }
        String file = part.group("file");
        int number = Integer.parseInt(part.group("line"));
        String function = Optional.ofNullable(part.group("function")).orElse(code.functionAt(file, number));
        String text = Optional.ofNullable(part.group("code"))
                .orElse(code.line(file, number).strip());
        return List.of(file, number, function, text, part.group("library") == null ? 1 : 0);
    }

    Map<String, Object> exception(int id) {
        return Optional.ofNullable(exceptions.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no exception " + id));
    }

    List<List<Object>> stack(String name) {
        return Optional.ofNullable(stacks.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no stack " + name));
    }
}
