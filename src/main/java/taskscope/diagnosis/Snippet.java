package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.List;

/// Lines of the user's own file as they stand there, from `line` on. `isString` tells for each line whether it begins
/// inside a long string, where blanks are part of a value.
public record Snippet(String file, int line, List<String> lines, List<Boolean> isString) {

    /// What Python's own style guide takes, and nearly everybody.
    private static final String ONE_LEVEL = "    ";

    public Snippet {
        lines = List.copyOf(lines);
        isString = List.copyOf(isString);
        if (lines.isEmpty() || lines.size() != isString.size()) {
            throw new IllegalArgumentException("a snippet needs lines: " + file + ":" + line);
        }
    }

    /// Literally what stands in the file.
    public String text() {
        return String.join("\n", lines);
    }

    /// The blanks in front of the first line.
    public String indent() {
        return lines.getFirst().substring(0, PythonLines.indent(lines.getFirst()));
    }

    /// The lines one level deeper, for a `try:` or a `with` around them; what is inside a long string stays.
    public List<String> deeper() {
        List<String> deeper = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String each = lines.get(at);
            deeper.add(each.isBlank() || isString.get(at) ? each : ONE_LEVEL + each);
        }
        return deeper;
    }

    /// A fix that puts other lines in the place of these. `after` is written from the first column; lines that carry
    /// the snippet's own indentation come from [#lines()] or [#deeper()].
    public Fix replacedBy(String title, List<String> after) {
        return new Fix(title, file, line, text(), String.join("\n", after));
    }
}
