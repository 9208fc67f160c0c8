package taskscope.recording;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Location;

/// One line of bytes -> a [RawEvent], or a [BadLine] that says why not.
final class EventDecoder {

    private final TextCache texts = new TextCache();
    private final TextCache places = new TextCache();
    private final JsonCursor cursor = new JsonCursor(texts);

    void decode(byte[] line, int start, int end, RawEvent into) {
        into.clear();
        cursor.reset(line, start, end);
        if (cursor.peek() != '{') {
            throw cursor.unexpected();
        }
        cursor.expect('{');
        if (!cursor.skipIf('}')) {
            do {
                member(into);
            } while (cursor.skipIf(','));
            cursor.expect('}');
        }
        if (!cursor.isAtEnd()) {
            throw cursor.unexpected();
        }
    }

    private void member(RawEvent into) {
        Key key = cursor.key();
        int next = cursor.peek();
        if (key == null) {
            cursor.value(1);
        } else if (next == '"') {
            into.put(key, cursor.text());
        } else if (next == '{' || next == '[') {
            into.put(key, nested(key));
        } else if (next == 't' || next == 'f' || next == 'n') {
            into.put(key, cursor.value(1));
        } else {
            into.put(key, cursor.number());
        }
    }

    /// The same place in the code, or the same arguments, come again and again: they are looked up by their bytes.
    private @Nullable Object nested(Key key) {
        byte[] bytes = cursor.bytes();
        int start = cursor.position();
        cursor.skipNested();
        int end = cursor.position();
        return places.of(bytes, start, end, () -> made(key, bytes, start, end));
    }

    private Object made(Key key, byte[] bytes, int start, int end) {
        var inner = new JsonCursor(texts);
        inner.reset(bytes, start, end);
        Object value = inner.value(1);
        if (value == null || !inner.isAtEnd()) {
            throw inner.unexpected();
        }
        boolean isPlace = key == Key.AT || key == Key.HANDLEDAT;
        return isPlace && value instanceof Map<?, ?> place ? location(place) : value;
    }

    private static Location location(Map<?, ?> place) {
        return new Location(
                place.get("file") instanceof String file ? file : "",
                place.get("line") instanceof Long line ? Math.clamp(line, 0, Integer.MAX_VALUE) : 0,
                place.get("function") instanceof String function ? function : "");
    }
}
