package taskscope.capture;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.capture.HttpFileLines.Line;

/// The variables of an `.http` file, which hold in all of it, and their values in its text.
final class HttpFileVariables {

    private static final Pattern DEFINITION = Pattern.compile("@([A-Za-z_][\\w.-]*)\\s*=(.*)");
    private static final Pattern USE = Pattern.compile("\\{\\{(.*?)}}");

    private final Path file;
    private final Map<String, Line> values = new HashMap<>();

    HttpFileVariables(Path file) {
        this.file = file;
    }

    void define(Line line) throws CannotRecord {
        Matcher definition = DEFINITION.matcher(line.text());
        if (!definition.matches()) {
            throw CannotRecord.inFile(file.toString(), line.number(), "a variable is written @name = value");
        }
        values.put(
                definition.group(1), new Line(line.number(), definition.group(2).strip()));
    }

    /// The text of the line with every `{{name}}` replaced.
    String fillIn(Line line) throws CannotRecord {
        return fillIn(line, new HashSet<>());
    }

    private String fillIn(Line line, Set<String> open) throws CannotRecord {
        Matcher use = USE.matcher(line.text());
        var filled = new StringBuilder();
        while (use.find()) {
            use.appendReplacement(
                    filled, Matcher.quoteReplacement(value(use.group(1).strip(), line, open)));
        }
        return use.appendTail(filled).toString();
    }

    private String value(String name, Line line, Set<String> open) throws CannotRecord {
        Line value = values.get(name);
        if (value == null) {
            throw CannotRecord.inFile(
                    file.toString(),
                    line.number(),
                    "there is no variable {{" + name + "}}; define it with a line @" + name + " = value");
        }
        if (!open.add(name)) {
            throw CannotRecord.inFile(file.toString(), value.number(), "the variable @" + name + " needs itself");
        }
        String filled = fillIn(value, open);
        open.remove(name);
        return filled;
    }
}
