package taskscope.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks over the JSON of one line. Made for this format, since a general parser costs more than all the rules:
/// numbers are 64-bit integers, texts are looked up before they are made, and depth is bounded.
final class JsonCursor {

    /// Deeper than any recorder writes; a hostile line must not exhaust the stack.
    private static final int DEEPEST = 64;

    private final TextCache texts;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    JsonCursor(TextCache texts) {
        this.texts = texts;
    }

    void reset(byte[] line, int start, int stop) {
        bytes = line;
        at = start;
        end = stop;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    /// The first byte of the next value, without going past it.
    int peek() {
        while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at < end ? bytes[at] : -1;
    }

    void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    /// Goes past `wanted` if it is next.
    boolean skipIf(char wanted) {
        boolean isNext = peek() == wanted;
        if (isNext) {
            at++;
        }
        return isNext;
    }

    boolean isAtEnd() {
        return peek() == -1;
    }

    BadLine unexpected() {
        return at >= end
                ? new BadLine(Loss.Kind.CUT_OFF, "ends in the middle of the line")
                : new BadLine(Loss.Kind.NOT_JSON, "is not JSON at column " + (at + 1));
    }

    /// The key before a colon, as a [Key]; null for one that the reader does not know.
    @Nullable
    Key key() {
        expect('"');
        int start = at;
        endOfText();
        @Nullable Key key = Key.of(bytes, start, at - 1);
        expect(':');
        return key;
    }

    String text() {
        expect('"');
        int start = at;
        boolean isPlain = endOfText();
        return isPlain ? texts.of(bytes, start, at - 1) : JsonText.unescape(bytes, start, at - 1);
    }

    /// Goes past the closing quote, and says whether the text holds no escape.
    private boolean endOfText() {
        boolean isPlain = true;
        while (at < end) {
            byte next = bytes[at++];
            if (next == '"') {
                return isPlain;
            }
            if (next == '\\') {
                isPlain = false;
                at++;
            } else if (next >= 0 && next < ' ') {
                at--;
                throw unexpected();
            }
        }
        at = end;
        throw unexpected();
    }

    /// A whole number; a fraction or an exponent is cut off, for the format has none.
    long number() {
        boolean isNegative = skipIf('-');
        peek();
        int start = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at++] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw new BadLine(Loss.Kind.NUMBER_OUT_OF_RANGE, "has a number of more than 64 bits");
            }
            value = value * 10 + digit;
        }
        if (at == start) {
            throw unexpected();
        }
        skipFraction();
        return isNegative ? -value : value;
    }

    private void skipFraction() {
        while (at < end
                && (bytes[at] == '.'
                        || bytes[at] == 'e'
                        || bytes[at] == 'E'
                        || bytes[at] == '+'
                        || bytes[at] == '-'
                        || (bytes[at] >= '0' && bytes[at] <= '9'))) {
            at++;
        }
    }

    /// Any value: a text, a Long, a Boolean, a List, a Map, or null.
    @Nullable
    Object value(int depth) {
        if (depth > DEEPEST) {
            throw new BadLine(Loss.Kind.TOO_DEEP, "is nested deeper than " + DEEPEST);
        }
        return switch (peek()) {
            case '"' -> text();
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        expect('{');
        if (!skipIf('}')) {
            do {
                String key = text();
                expect(':');
                object.put(key, value(depth + 1));
            } while (skipIf(','));
            expect('}');
        }
        return object;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        expect('[');
        if (!skipIf(']')) {
            do {
                array.add(value(depth + 1));
            } while (skipIf(','));
            expect(']');
        }
        return array;
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || bytes[at] != word.charAt(i)) {
                throw unexpected();
            }
            at++;
        }
        return meaning;
    }

    /// Goes past an object or array whose end is found by its brackets alone; [#value] of the same bytes checks it.
    void skipNested() {
        int depth = 0;
        do {
            if (at >= end) {
                throw unexpected();
            }
            switch (bytes[at++]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> endOfText();
                default -> {}
            }
        } while (depth > 0);
    }
}
