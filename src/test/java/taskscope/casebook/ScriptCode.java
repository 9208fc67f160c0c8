package taskscope.casebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.trace.Location;

/// The user's files, as far as a script shows them: lines by number, and the functions defined in them.
final class ScriptCode {

    private static final Pattern DEF = Pattern.compile("(?<indent> *)(?<async>async )?def (?<name>\\w+).*");
    private static final Pattern LAMBDA = Pattern.compile("(?<file>[^:]+):(?<line>\\d+)");

    /// A function of the script; `line` is that of its first decorator or of `def`.
    record Function(String name, String file, int line, String mode, List<String> source) {}

    private final Map<String, TreeMap<Integer, String>> files = new TreeMap<>();
    private final List<Function> functions = new ArrayList<>();

    void add(String file, int firstLine, List<String> lines) {
        var numbered = files.computeIfAbsent(file, _ -> new TreeMap<>());
        for (int at = 0; at < lines.size(); at++) {
            numbered.put(firstLine + at, lines.get(at));
        }
        for (int at = 0; at < lines.size(); at++) {
            Matcher def = DEF.matcher(lines.get(at));
            if (def.matches()) {
                functions.add(function(file, firstLine, lines, at, def));
            }
        }
    }

    private static Function function(String file, int firstLine, List<String> lines, int def, Matcher part) {
        int first = def;
        while (first > 0 && lines.get(first - 1).startsWith(part.group("indent") + "@")) {
            first--;
        }
        int end = def + 1;
        while (end < lines.size() && isInside(lines.get(end), part.group("indent"))) {
            end++;
        }
        while (lines.get(end - 1).isBlank()) {
            end--;
        }
        List<String> source = List.copyOf(lines.subList(first, end));
        String module = file.replaceFirst("\\.py$", "").replace('/', '.');
        return new Function(
                module + "." + part.group("name"),
                file,
                firstLine + first,
                mode(part.group("async") != null, source),
                source);
    }

    private static boolean isInside(String line, String indent) {
        return line.isBlank() || line.startsWith(indent + " ") || line.startsWith(indent + ")");
    }

    private static String mode(boolean isAsync, List<String> source) {
        boolean isGenerator = source.stream().anyMatch(line -> line.strip().matches("(.*[ =(])?yield\\b.*"));
        return (isAsync ? "async" : "") + (isGenerator ? "generator" : isAsync ? "" : "sync");
    }

    /// By dotted name, or `main.py:14` for the lambda of that line.
    Optional<Function> function(String name) {
        Matcher lambda = LAMBDA.matcher(name);
        if (lambda.matches()) {
            int line = Integer.parseInt(lambda.group("line"));
            String file = lambda.group("file");
            return Optional.of(new Function(
                    file.replaceFirst("\\.py$", "") + "." + functionAt(file, line) + ".<locals>.<lambda>",
                    file,
                    line,
                    "sync",
                    List.of(line(file, line))));
        }
        return functions.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    String line(String file, int line) {
        return Optional.ofNullable(files.get(file))
                .map(lines -> lines.get(line))
                .orElse("");
    }

    Location location(String file, int line) {
        return new Location(file, line, functionAt(file, line));
    }

    /// The simple name of the innermost function around a line, `<module>` where there is none.
    String functionAt(String file, int line) {
        return functions.stream()
                .filter(each -> each.file().equals(file)
                        && each.line() <= line
                        && line < each.line() + each.source().size())
                .reduce((_, inner) -> inner)
                .map(each -> each.name().substring(each.name().lastIndexOf('.') + 1))
                .orElse("<module>");
    }
}
