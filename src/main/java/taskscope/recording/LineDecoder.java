package taskscope.recording;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// Takes the lines of a block apart. Knows one line at a time: what lines have to do with each other is the business
/// of [TraceBuilder].
final class LineDecoder {

    /// The largest time and number that may be added to another without leaving 64 bits: 36 years.
    private static final long LARGEST_TIME = 1L << 60;

    private final LineScanner scanner = new LineScanner();

    void decode(Block block, EventBatch batch) {
        byte[] bytes = block.bytes();
        int start = 0;
        while (start < block.length()) {
            batch.lineCount++;
            int end = usual(bytes, start, block.length(), batch);
            if (end < 0) {
                batch.abandon();
                end = lineEnd(bytes, start, block.length());
                any(bytes, start, end, block.endsCut() && end == block.length(), batch);
            }
            start = end + 1;
        }
        if (block.isLongLine()) {
            batch.lineCount++;
            lose(batch, tooLong());
        }
    }

    /// The end of a line that looks as the recorder writes it, and -1 for any other, which is yet to be looked at.
    private int usual(byte[] bytes, int start, int limit, EventBatch batch) {
        try {
            int end = scanner.scan(bytes, start, batch);
            int next = end >= 0 && bytes[end] == '\r' ? end + 1 : end;
            if (end < 0 || (bytes[next] != '\n' && next != limit) || end - start > LineBlocks.LONGEST_LINE) {
                return -1;
            }
            batch.line[batch.count] = batch.lineCount;
            batch.commit();
            return next;
        } catch (BadLine seenAgain) {
            // The line is looked at once more, by the reader that tells what is wrong with it.
            return -1;
        }
    }

    private static void any(byte[] bytes, int start, int end, boolean isCut, EventBatch batch) {
        if (isBlank(bytes, start, end)) {
            return;
        }
        try {
            if (end - start > LineBlocks.LONGEST_LINE) {
                throw tooLong();
            }
            odd(JsonTree.parse(bytes, start, end), batch);
        } catch (BadLine bad) {
            batch.abandon();
            boolean isCutOff = isCut && bad.kind() == Loss.Kind.NOT_JSON;
            lose(batch, isCutOff ? new BadLine(Loss.Kind.CUT_OFF, "cut off in the middle of a line") : bad);
        }
    }

    /// Any line, in any order of keys.
    private static void odd(@Nullable Object tree, EventBatch batch) throws BadLine {
        if (!(tree instanceof Map<?, ?> line)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "JSON, but not an object");
        }
        if (line.get(Header.MARK) instanceof Long version) {
            batch.headers.add(new EventBatch.HeaderLine(batch.count, batch.lineCount, Header.of(version, line)));
            return;
        }
        int at = batch.count;
        batch.timeNanos[at] = time(line.get("t"));
        batch.pid[at] = id(line, "p");
        batch.sequence[at] = id(line, "n");
        batch.line[at] = batch.lineCount;
        batch.request[at] = Trace.NONE;
        batch.task[at] = Trace.NONE;
        batch.thread[at] = Trace.NONE;
        kind(line.get("e"), batch);
        if (batch.kind[at] != null) {
            fields(line, batch);
        }
        batch.commit();
    }

    private static void fields(Map<?, ?> line, EventBatch batch) throws BadLine {
        for (var each : line.entrySet()) {
            Key key = Key.of(String.valueOf(each.getKey())).orElse(null);
            if (key != null && each.getValue() != null) {
                field(key, each.getValue(), batch);
            }
        }
    }

    private static void kind(@Nullable Object e, EventBatch batch) throws BadLine {
        if (!(e instanceof String id)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "an event needs the keys 't', 'p', 'n' and 'e'");
        }
        EventKind kind = EventKind.of(id).orElse(null);
        batch.kind[batch.count] = kind;
        if (kind == null) {
            batch.add(Key.TYPE, id);
        }
    }

    private static void field(Key key, Object value, EventBatch batch) throws BadLine {
        switch (value) {
            case Long number when isNumber(key) -> number(key, number, batch);
            case Boolean flag when key.shape() == Shape.FLAG -> batch.add(key, flag ? 1 : 0);
            default -> batch.add(key, TypedValue.of(key, value));
        }
    }

    private static boolean isNumber(Key key) {
        return key.shape() == Shape.NUMBER || key.shape() == Shape.ID || key.shape() == Shape.ROWS;
    }

    private static void number(Key key, long number, EventBatch batch) throws BadLine {
        if (key.shape() == Shape.ID ? !isId(number) : !isTime(number)) {
            throw outOfRange(key.id());
        }
        batch.addNumber(key, number);
    }

    private static long time(@Nullable Object t) throws BadLine {
        if (!(t instanceof Long time)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "an event needs the keys 't', 'p', 'n' and 'e'");
        }
        if (!isTime(time)) {
            throw outOfRange("t");
        }
        return time;
    }

    static boolean isTime(long number) {
        return number >= -LARGEST_TIME && number <= LARGEST_TIME;
    }

    static boolean isId(long number) {
        return number > 0 && number <= Integer.MAX_VALUE;
    }

    private static int id(Map<?, ?> line, String key) throws BadLine {
        if (!(line.get(key) instanceof Long id)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "its key '" + key + "' does not hold a whole number");
        }
        if (!isId(id)) {
            throw outOfRange(key);
        }
        return id.intValue();
    }

    private static BadLine outOfRange(String key) {
        return new BadLine(Loss.Kind.NUMBER_OUT_OF_RANGE, "its key '" + key + "' is outside its range");
    }

    private static BadLine tooLong() {
        return new BadLine(Loss.Kind.TOO_LONG, "longer than " + (LineBlocks.LONGEST_LINE >> 20) + " MiB");
    }

    private static void lose(EventBatch batch, BadLine why) {
        batch.lostLines.add(new EventBatch.LostLine(batch.count, batch.lineCount, why.kind(), why.what()));
    }

    private static int lineEnd(byte[] bytes, int start, int length) {
        int end = start;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] bytes, int start, int end) {
        for (int each = start; each < end; each++) {
            if (bytes[each] != ' ' && bytes[each] != '\r' && bytes[each] != '\t') {
                return false;
            }
        }
        return true;
    }
}
