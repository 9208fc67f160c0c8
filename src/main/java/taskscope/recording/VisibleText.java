package taskscope.recording;

import java.nio.charset.StandardCharsets;

/// Text from a file that nobody vouches for, with every control character made visible.
final class VisibleText {

    /// As much of a strange file as people need to recognise it.
    private static final int LONGEST_BEGINNING = 80;

    private VisibleText() {}

    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(each -> append(visible, each));
        return visible.toString();
    }

    /// The first bytes of a file.
    static String ofBeginning(byte[] bytes, int length) {
        int shown = Math.min(length, LONGEST_BEGINNING);
        return of(new String(bytes, 0, shown, StandardCharsets.UTF_8)) + (length > shown ? "..." : "");
    }

    private static void append(StringBuilder visible, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> visible.append(escaped(codePoint));
            default -> visible.appendCodePoint(codePoint);
        }
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", codePoint);
        };
    }
}
