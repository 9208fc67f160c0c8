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

    void decode(Block block, EventBatch batch) {
        byte[] bytes = block.bytes();
        int start = 0;
        while (start < block.length()) {
            int end = lineEnd(bytes, start, block.length());
            batch.lineCount++;
            boolean isCut = block.endsCut() && end == block.length();
            decodeLine(bytes, start, end, isCut, batch);
            start = end + 1;
        }
        if (block.isLongLine()) {
            batch.lineCount++;
            lose(batch, Loss.Kind.TOO_LONG, tooLong());
        }
    }

    private static void decodeLine(byte[] bytes, int start, int end, boolean isCut, EventBatch batch) {
        if (isBlank(bytes, start, end)) {
            return;
        }
        try {
            if (end - start > LineBlocks.LONGEST_LINE) {
                throw new BadLine(Loss.Kind.TOO_LONG, tooLong());
            }
            odd(JsonTree.parse(bytes, start, end), batch);
        } catch (BadLine bad) {
            batch.abandon();
            if (isCut && bad.kind() == Loss.Kind.NOT_JSON) {
                lose(batch, Loss.Kind.CUT_OFF, "cut off in the middle of a line");
            } else {
                lose(batch, bad.kind(), bad.what());
            }
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
        batch.request[at] = line.containsKey("request") ? id(line, "request") : Trace.NONE;
        batch.task[at] = line.containsKey("task") ? id(line, "task") : Trace.NONE;
        batch.thread[at] = line.containsKey("thread") ? id(line, "thread") : Trace.NONE;
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
            case Long number when isNumber(key) -> batch.add(key, inRange(key, number));
            case Boolean flag when key.shape() == Shape.FLAG -> batch.add(key, flag ? 1 : 0);
            case String text when key.shape() == Shape.TEXT -> batch.add(key, text);
            default -> batch.add(key, TypedValue.of(key, value));
        }
    }

    private static boolean isNumber(Key key) {
        return key.shape() == Shape.NUMBER || key.shape() == Shape.ID || key.shape() == Shape.ROWS;
    }

    private static long inRange(Key key, long number) throws BadLine {
        boolean fits = key.shape() == Shape.ID
                ? number > 0 && number <= Integer.MAX_VALUE
                : Math.abs(number) <= LARGEST_TIME && number != Long.MIN_VALUE;
        if (!fits) {
            throw outOfRange(key.id());
        }
        return number;
    }

    private static long time(@Nullable Object t) throws BadLine {
        if (!(t instanceof Long time)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "an event needs the keys 't', 'p', 'n' and 'e'");
        }
        if (Math.abs(time) > LARGEST_TIME || time == Long.MIN_VALUE) {
            throw outOfRange("t");
        }
        return time;
    }

    private static int id(Map<?, ?> line, String key) throws BadLine {
        if (!(line.get(key) instanceof Long id)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "its key '" + key + "' does not hold a whole number");
        }
        if (id <= 0 || id > Integer.MAX_VALUE) {
            throw outOfRange(key);
        }
        return id.intValue();
    }

    private static BadLine outOfRange(String key) {
        return new BadLine(Loss.Kind.NUMBER_OUT_OF_RANGE, "its key '" + key + "' is outside its range");
    }

    private static String tooLong() {
        return "longer than " + (LineBlocks.LONGEST_LINE >> 20) + " MiB";
    }

    private static void lose(EventBatch batch, Loss.Kind kind, String what) {
        batch.lostLines.add(new EventBatch.LostLine(batch.count, batch.lineCount, kind, what));
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
