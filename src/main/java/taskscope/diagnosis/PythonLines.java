package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python source cut into statements: a statement may span several lines, inside brackets or a long string.
///
/// It reads quotes, comments, brackets and backslashes, no more; that is enough to find where a statement ends.
final class PythonLines {

    /// A statement without its indented body. `first` and `last` are indexes of lines; `startsInString` tells for each
    /// of its lines whether it begins inside a long string, so that its blanks are part of a value.
    record Statement(int first, int last, int indent, String text, List<Boolean> startsInString) {

        boolean holds(int line) {
            return first <= line && line <= last;
        }

        /// `if x:` and its like, whose body are the deeper lines below.
        boolean opensBlock() {
            return text.endsWith(":");
        }

        /// `else:` and its like, which belong to the statement above them.
        boolean continuesBlock() {
            return text.matches("(?s)(else|elif|except|finally)\\b.*");
        }
    }

    private final List<String> lines;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Boolean> startsInString = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String openString;
    private int depth;
    private int first = -1;

    private PythonLines(List<String> lines) {
        this.lines = lines;
    }

    static List<Statement> statements(List<String> lines) {
        var reader = new PythonLines(lines);
        for (int at = 0; at < lines.size(); at++) {
            reader.read(at);
        }
        return reader.statements;
    }

    private void read(int at) {
        boolean isInString = openString != null;
        int before = text.length();
        boolean isContinued = scan(lines.get(at));
        boolean isBlank = text.substring(before).isBlank();
        if (first < 0 && isBlank) {
            text.setLength(0);
            return;
        }
        first = first < 0 ? at : first;
        startsInString.add(isInString);
        if (openString == null && depth <= 0 && !isContinued) {
            end(at);
        }
    }

    private void end(int last) {
        statements.add(new Statement(
                first, last, indent(lines.get(first)), text.toString().strip(), List.copyOf(startsInString)));
        text.setLength(0);
        startsInString.clear();
        depth = 0;
        first = -1;
    }

    /// Reads one line into `text`, without its comment; true where a backslash continues it.
    private boolean scan(String line) {
        int at = 0;
        while (at < line.length()) {
            char letter = line.charAt(at);
            if (openString != null) {
                at = insideString(line, at, openString);
            } else if (letter == '#') {
                break;
            } else if (letter == '"' || letter == '\'') {
                at = openString(line, at);
            } else {
                depth += "([{".indexOf(letter) >= 0 ? 1 : ")]}".indexOf(letter) >= 0 ? -1 : 0;
                text.append(letter);
                at++;
            }
        }
        boolean isContinued = openString == null && line.endsWith("\\");
        if (openString != null && openString.length() == 1 && !line.endsWith("\\")) {
            openString = null;
        }
        text.append('\n');
        return isContinued;
    }

    private int openString(String line, int at) {
        String three = line.substring(at, Math.min(line.length(), at + 3));
        boolean isLong = three.equals("\"\"\"") || three.equals("'''");
        openString = isLong ? three : three.substring(0, 1);
        text.append(openString);
        return at + openString.length();
    }

    private int insideString(String line, int at, String quote) {
        if (line.charAt(at) == '\\') {
            int end = Math.min(line.length(), at + 2);
            text.append(line, at, end);
            return end;
        }
        if (line.startsWith(quote, at)) {
            openString = null;
            text.append(quote);
            return at + quote.length();
        }
        text.append(line.charAt(at));
        return at + 1;
    }

    static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
