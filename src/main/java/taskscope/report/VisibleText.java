package taskscope.report;

/// Text from a recording with its control characters made visible: a recording is somebody else's file, and what it
/// says must not move a cursor, colour a terminal or turn the direction of writing.
public final class VisibleText {

    private VisibleText() {}

    /// One line: line ends become visible too.
    public static String line(String text) {
        return visible(text, false);
    }

    /// Code of several lines: line ends and tabs stay.
    public static String code(String text) {
        return visible(text, true);
    }

    private static String visible(String text, boolean keepsLines) {
        if (text.chars().noneMatch(letter -> isHidden((char) letter))) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean isLayout = keepsLines && (letter == '\n' || letter == '\t');
            if (!isHidden(letter) || isLayout) {
                shown.append(letter);
            } else {
                shown.append(
                        letter < 0x100
                                ? String.format("\\x%02x", (int) letter)
                                : String.format("\\u%04x", (int) letter));
            }
        }
        return shown.toString();
    }

    /// C0 and C1 controls, and the marks that turn or hide text.
    static boolean isHidden(char letter) {
        return Character.isISOControl(letter)
                || (letter >= '\u200b' && letter <= '\u200f')
                || (letter >= '\u2028' && letter <= '\u202e')
                || (letter >= '\u2060' && letter <= '\u2069')
                || letter == '\ufeff';
    }
}
