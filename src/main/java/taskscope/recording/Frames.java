package taskscope.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.traceback.Frame;

/// Frames as a recording writes them: `[file, line, function, code, isUsers]`.
final class Frames {

    private Frames() {}

    static List<Frame> of(@Nullable Object raw) {
        return raw instanceof List<?> frames
                ? frames.stream().map(Frames::frame).toList()
                : List.of();
    }

    private static Frame frame(@Nullable Object raw) {
        List<?> parts = raw instanceof List<?> list ? list : List.of();
        return new Frame(
                text(parts, 0),
                parts.size() > 1 && parts.get(1) instanceof Long line ? Math.clamp(line, 0, Integer.MAX_VALUE) : 0,
                text(parts, 2),
                text(parts, 3),
                parts.size() > 4 && Long.valueOf(1).equals(parts.get(4)));
    }

    private static String text(List<?> parts, int at) {
        return parts.size() > at && parts.get(at) instanceof String text ? text : "";
    }
}
