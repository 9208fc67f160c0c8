package taskscope.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import taskscope.text.VisibleText;

/// Tells from the first bytes of a file whether it is a recording, and what it may be instead.
final class Beginning {

    private static final String HEADER = "{\"" + Header.MARK + "\":";
    private static final String READABLE =
            "Taskscope reads the .jsonl, .jsonl.gz and .jsonl.zst files that 'taskscope record' writes";

    private Beginning() {}

    /// True for a header, whole or cut off, and where a line further on can be used.
    static boolean isOfARecording(byte[] beginning) {
        String start = text(beginning, HEADER.length()).strip();
        if (start.startsWith(HEADER) || (beginning.length < HEADER.length() && isStartOfHeader(start))) {
            return true;
        }
        EventBatch batch = new EventBatch();
        byte[] bytes = new byte[beginning.length + LineBlocks.SLACK];
        System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        new LineDecoder().decode(Block.ofLastLines(bytes, beginning.length), batch);
        return batch.count > 0 || !batch.headers.isEmpty();
    }

    static Unusable foreign(RecordingSource source, byte[] beginning, @Nullable IOException failure) {
        if (beginning.length == 0 && failure != null) {
            return new Unusable(source, "holds nothing that can be unpacked", "copy it again from where it was made");
        }
        String start = VisibleText.beginning(beginning);
        return new Unusable(
                source, "is not a recording but " + kind(text(beginning, beginning.length), start), READABLE);
    }

    private static String kind(String text, String start) {
        if (text.isBlank()) {
            return "blank";
        }
        if (text.contains("\"traceEvents\"") || (text.startsWith("[") && text.contains("\"ph\""))) {
            return "a Chrome trace";
        }
        if (text.contains("speedscope.app/file-format-schema")) {
            return "a speedscope profile";
        }
        if (text.contains("\"resourceSpans\"")) {
            return "OpenTelemetry spans";
        }
        if (text.contains("Traceback (most recent call last)")) {
            return "a log with a Python traceback";
        }
        boolean isJson = text.startsWith("{") || text.startsWith("[");
        return (isJson ? "JSON of another kind" : "something else") + ", which begins with '" + start + "'";
    }

    private static boolean isStartOfHeader(String start) {
        return !start.isEmpty() && HEADER.startsWith(start);
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, Math.min(bytes.length, length), StandardCharsets.UTF_8);
    }
}
