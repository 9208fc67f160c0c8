package taskscope.recording;

import java.nio.charset.StandardCharsets;

/// A JSON text with escapes, made into a Java one.
final class JsonText {

    private JsonText() {}

    /// The text between the quotes; an unknown escape is a [BadLine], a lone surrogate stays as it is.
    static String unescape(byte[] bytes, int start, int end) {
        String raw = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        var text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char next = raw.charAt(at++);
            if (next != '\\') {
                text.append(next);
            } else if (raw.charAt(at) == 'u') {
                text.append(codeUnit(raw, at + 1));
                at += 5;
            } else {
                text.append(plain(raw.charAt(at++)));
            }
        }
        return text.toString();
    }

    private static char codeUnit(String raw, int at) {
        try {
            return (char) Integer.parseInt(raw.substring(at, at + 4), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            throw new BadLine(Loss.Kind.NOT_JSON, "has a \\u escape without four digits");
        }
    }

    private static char plain(char escape) {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new BadLine(Loss.Kind.NOT_JSON, "has an unknown escape");
        };
    }
}
