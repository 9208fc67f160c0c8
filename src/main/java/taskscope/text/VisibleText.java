package taskscope.text;

import java.nio.charset.StandardCharsets;

/// Text from a recording, or from any other file, with its control characters made visible: it is somebody else's, and
/// must not move a cursor, colour a terminal or turn the direction of writing.
public final class VisibleText {

    /// As much of a strange file as people need to recognise it.
    private static final int LONGEST_BEGINNING_BYTES = 80;

    private VisibleText() {}

    /// One line: line ends and tabs become visible too.
    public static String line(String text) {
        return visible(text, false);
    }

    /// Code of several lines: line ends and tabs stay.
    public static String code(String text) {
        return visible(text, true);
    }

    /// The first bytes of a file, in one line.
    public static String beginning(byte[] bytes) {
        int shown = Math.min(bytes.length, LONGEST_BEGINNING_BYTES);
        return line(new String(bytes, 0, shown, StandardCharsets.UTF_8)) + (bytes.length > shown ? "..." : "");
    }

    /// Controls, marks that turn or hide text, and what is no character at all.
    public static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String visible(String text, boolean keepsLines) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            boolean isLayout = keepsLines && (each == '\n' || each == '\t');
            if (isHidden(each) && !isLayout) {
                shown.append(escaped(each));
            } else {
                shown.appendCodePoint(each);
            }
        });
        return shown.toString();
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(codePoint < 0x100 ? "\\x%02x" : "\\u%04x", codePoint);
        };
    }
}
