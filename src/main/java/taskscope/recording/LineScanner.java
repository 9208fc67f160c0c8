package taskscope.recording;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// Takes apart the lines that the recorder writes, and only those: the four common keys come first, there are no
/// blanks, and numbers are whole. It gives up on every other line, which [LineDecoder] then looks at in full.
final class LineScanner extends LineCursor {

    private static final NameTable<Key> KEYS = new NameTable<>(List.of(Key.values()), Key::id);

    private static final int GIVES_UP = -1;

    private final ValueCache values = new ValueCache();
    private final NameTable<KnownKind> kinds = new NameTable<>(KnownKind.all(), each -> each.kind.id());

    /// Gives where the line's last brace ends, -1 where it gave up. The event stands at `batch.count` then, not yet
    /// committed.
    int scan(byte[] line, int start, EventBatch batch) throws BadLine {
        bytes = line;
        position = start;
        if (!prefix(batch)) {
            return GIVES_UP;
        }
        KnownKind kind = kind(batch);
        if (kind == null) {
            return GIVES_UP;
        }
        for (int place = 0; bytes[position] == ','; place++) {
            position++;
            if (!field(kind, place, batch)) {
                return GIVES_UP;
            }
        }
        return bytes[position] == '}' ? position + 1 : GIVES_UP;
    }

    private boolean prefix(EventBatch batch) {
        int at = batch.count;
        if (!skip('{') || !isKey('t') || !isNumber() || !LineDecoder.isTime(number)) {
            return false;
        }
        batch.timeNanos[at] = number;
        if (!skip(',') || !isKey('p') || !isNumber() || !LineDecoder.isId(number)) {
            return false;
        }
        batch.pid[at] = (int) number;
        if (!skip(',') || !isKey('n') || !isNumber() || !LineDecoder.isId(number)) {
            return false;
        }
        batch.sequence[at] = (int) number;
        batch.request[at] = Trace.NONE;
        batch.task[at] = Trace.NONE;
        batch.thread[at] = Trace.NONE;
        return skip(',') && isKey('e') && skip('"');
    }

    private @Nullable KnownKind kind(EventBatch batch) {
        int start = position;
        position = Words.endOfPlainText(bytes, start);
        KnownKind kind = kinds.find(bytes, start, position);
        if (kind == null || !skip('"')) {
            return null;
        }
        batch.kind[batch.count] = kind.kind;
        return kind;
    }

    private boolean field(KnownKind kind, int place, EventBatch batch) throws BadLine {
        if (!skip('"')) {
            return false;
        }
        ExpectedKey expected = kind.expected(place);
        if (expected != null && expected.isAt(bytes, position)) {
            position += expected.length();
            return value(expected.key(), batch);
        }
        int start = position;
        position = Words.endOfPlainText(bytes, start);
        int end = position;
        if (!skip('"') || !skip(':')) {
            return false;
        }
        Key key = KEYS.find(bytes, start, end);
        kind.expect(place, ExpectedKey.of(key, bytes, start, position));
        return value(key, batch);
    }

    /// A kind, and the keys that its last line had: mostly the next one has the same, in the same order.
    private static final class KnownKind {

        /// Keys in later places are looked up.
        private static final int MOST_EXPECTED = 16;

        private final EventKind kind;
        private final @Nullable ExpectedKey[] expected = new @Nullable ExpectedKey[MOST_EXPECTED];

        KnownKind(EventKind kind) {
            this.kind = kind;
        }

        static List<KnownKind> all() {
            return Arrays.stream(EventKind.values()).map(KnownKind::new).toList();
        }

        @Nullable
        ExpectedKey expected(int place) {
            return place < MOST_EXPECTED ? expected[place] : null;
        }

        void expect(int place, @Nullable ExpectedKey key) {
            if (place < MOST_EXPECTED) {
                expected[place] = key;
            }
        }
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
}
