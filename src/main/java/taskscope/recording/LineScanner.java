package taskscope.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// Takes apart the lines that the recorder writes, and only those: the four common keys come first, there are no
/// blanks, and numbers are whole. It gives up on every other line, which [LineDecoder] then looks at in full.
final class LineScanner {

    private static final NameTable<EventKind> KINDS = new NameTable<>(List.of(EventKind.values()), EventKind::id);
    private static final NameTable<Key> KEYS = new NameTable<>(List.of(Key.values()), Key::id);

    /// Numbers of more digits may not fit into 64 bits.
    private static final int MOST_DIGITS = 18;

    private static final int GIVES_UP = -1;

    private final ValueCache values = new ValueCache();
    private byte[] bytes = new byte[0];
    private int position;
    private long number;

    /// Gives where the line's last brace ends, -1 where it gave up. The event stands at `batch.count` then, not yet
    /// committed.
    int scan(byte[] line, int start, EventBatch batch) throws BadLine {
        bytes = line;
        position = start;
        if (!prefix(batch)) {
            return GIVES_UP;
        }
        EventKind kind = batch.kind[batch.count];
        while (bytes[position] == ',') {
            position++;
            if (kind == null || !field(batch)) {
                return GIVES_UP;
            }
        }
        return bytes[position] == '}' && kind != null ? position + 1 : GIVES_UP;
    }

    private boolean prefix(EventBatch batch) {
        int at = batch.count;
        if (!skip('{') || !key('t') || !isNumber() || !LineDecoder.isTime(number)) {
            return false;
        }
        batch.timeNanos[at] = number;
        if (!skip(',') || !key('p') || !isNumber() || !LineDecoder.isId(number)) {
            return false;
        }
        batch.pid[at] = (int) number;
        if (!skip(',') || !key('n') || !isNumber() || !LineDecoder.isId(number)) {
            return false;
        }
        batch.sequence[at] = (int) number;
        if (!skip(',') || !key('e') || !skip('"')) {
            return false;
        }
        int start = position;
        position = Words.endOfPlainText(bytes, start);
        batch.kind[at] = KINDS.find(bytes, start, position);
        batch.request[at] = Trace.NONE;
        batch.task[at] = Trace.NONE;
        batch.thread[at] = Trace.NONE;
        return skip('"');
    }

    private boolean field(EventBatch batch) throws BadLine {
        if (!skip('"')) {
            return false;
        }
        int start = position;
        position = Words.endOfPlainText(bytes, start);
        int end = position;
        if (!skip('"') || !skip(':')) {
            return false;
        }
        return value(KEYS.find(bytes, start, end), batch);
    }

    private boolean value(@Nullable Key key, EventBatch batch) throws BadLine {
        int start = position;
        return switch (bytes[position]) {
            case '"' -> isText() && keep(key, start, batch);
            case '{', '[' -> key != null && isNested() && keep(key, start, batch);
            case 't' -> isWord("true") && (key == null || flag(key, 1, batch));
            case 'f' -> isWord("false") && (key == null || flag(key, 0, batch));
            default -> isNumber() && (key == null || number(key, batch));
        };
    }

    private boolean number(Key key, EventBatch batch) {
        boolean isId = key.shape() == Shape.ID;
        if (isId ? !LineDecoder.isId(number) : !LineDecoder.isTime(number)) {
            return false;
        }
        if (!isId && key.shape() != Shape.NUMBER && key.shape() != Shape.ROWS) {
            return false;
        }
        batch.addNumber(key, number);
        return true;
    }

    private static boolean flag(Key key, long number, EventBatch batch) {
        if (key.shape() != Shape.FLAG) {
            return false;
        }
        batch.add(key, number);
        return true;
    }

    private boolean keep(@Nullable Key key, int start, EventBatch batch) throws BadLine {
        if (key != null) {
            batch.add(key, values.get(key, bytes, start, position));
        }
        return true;
    }

    private boolean skip(char wanted) {
        return bytes[position] == wanted && position++ >= 0;
    }

    /// `"t":`
    private boolean key(char name) {
        boolean isThere = bytes[position] == '"'
                && bytes[position + 1] == name
                && bytes[position + 2] == '"'
                && bytes[position + 3] == ':';
        position += 4;
        return isThere;
    }

    private boolean isNumber() {
        boolean isNegative = skip('-');
        int start = position;
        long value = 0;
        for (byte digit = bytes[position]; digit >= '0' && digit <= '9'; digit = bytes[++position]) {
            value = value * 10 + (digit - '0');
        }
        number = isNegative ? -value : value;
        int digits = position - start;
        return digits > 0 && digits <= MOST_DIGITS && (bytes[start] != '0' || digits == 1);
    }

    private boolean isText() {
        position++;
        while (true) {
            position = Words.endOfPlainText(bytes, position);
            if (bytes[position] != '\\') {
                return skip('"');
            }
            position += bytes[position + 1] < ' ' ? 1 : 2;
        }
    }

    /// Goes past an object or list, whose inside is checked where it is new.
    private boolean isNested() {
        int depth = 0;
        do {
            byte next = bytes[position];
            if (next == '"') {
                if (!isText()) {
                    return false;
                }
                continue;
            }
            if (next < ' ') {
                return false;
            }
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
            position++;
        } while (depth > 0);
        return depth == 0;
    }

    private boolean isWord(String word) {
        for (int each = 0; each < word.length(); each++) {
            if (bytes[position + each] != word.charAt(each)) {
                return false;
            }
        }
        position += word.length();
        return true;
    }
}
