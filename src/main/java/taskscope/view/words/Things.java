package taskscope.view.words;

import java.util.List;
import taskscope.trace.Trace;

/// Looking things up in a trace that may lack them.
public final class Things {

    private Things() {}

    /// Whether the list has the thing; an id of a damaged recording may lead nowhere.
    public static boolean has(List<?> things, int id) {
        return id != Trace.NONE && id < things.size();
    }

    /// The first line of a text, with control characters made visible: a list has one line for it.
    public static String oneLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end) + " \u2026";
        return line.codePoints().anyMatch(Character::isISOControl) ? visible(line) : line;
    }

    /// Control characters as symbols, so that no text of a recording can play tricks; line ends and tabs stay.
    public static String visible(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(each -> shown.appendCodePoint(isTrick(each) ? symbol(each) : each));
        return shown.toString();
    }

    /// Bidirectional overrides turn code around on screen, so they count as control characters.
    private static boolean isTrick(int character) {
        boolean isLayout = character == '\n' || character == '\t';
        boolean isOverride = (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        return (Character.isISOControl(character) && !isLayout) || isOverride;
    }

    private static int symbol(int character) {
        // U+2400 and on are the pictures of the control characters from 0 on.
        return character < 0x20 ? 0x2400 + character : 0xFFFD;
    }
}
