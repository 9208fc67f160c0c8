package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// A traceback as rows, root cause first, frames of libraries folded.
final class TracebackRows {

    /// A chain or group deeper than this is made, not raised.
    private static final int DEEPEST = 20;

    private final List<TracebackRow> rows = new ArrayList<>();

    static List<TracebackRow> of(RaisedException exception) {
        var made = new TracebackRows();
        made.chain(exception, 0, 0);
        return List.copyOf(made.rows);
    }

    static List<TracebackRow> stack(List<Frame> frames) {
        var made = new TracebackRows();
        made.frames(frames, 0);
        return List.copyOf(made.rows);
    }

    private void chain(RaisedException exception, int depth, int length) {
        RaisedException before = before(exception);
        if (before != null && length < DEEPEST) {
            chain(before, depth, length + 1);
            rows.add(new TracebackRow.Joint(
                    depth,
                    exception.cause() != null ? "which was raised again as" : "while it was handled, this was raised"));
        }
        one(exception, depth);
    }

    private static @Nullable RaisedException before(RaisedException exception) {
        if (exception.cause() != null) {
            return exception.cause();
        }
        return exception.isContextSuppressed() ? null : exception.context();
    }

    private void one(RaisedException exception, int depth) {
        rows.add(new TracebackRow.Head(depth, exception.type(), exception.message()));
        exception.notes().forEach(each -> rows.add(new TracebackRow.Note(depth, each)));
        frames(exception.frames(), depth);
        int number = 1;
        for (RaisedException member : exception.group()) {
            if (depth < DEEPEST) {
                rows.add(new TracebackRow.Joint(
                        depth + 1, number++ + " of " + exception.group().size() + " in the group"));
                chain(member, depth + 1, 0);
            }
        }
    }

    private void frames(List<Frame> frames, int depth) {
        int innermost = innermostOwn(frames);
        List<Frame> folded = new ArrayList<>();
        for (int each = 0; each < frames.size(); each++) {
            if (frames.get(each).isUsers()) {
                fold(folded, depth);
                rows.add(new TracebackRow.Own(depth, frames.get(each), each == innermost));
            } else {
                folded.add(frames.get(each));
            }
        }
        fold(folded, depth);
    }

    private static int innermostOwn(List<Frame> frames) {
        for (int each = frames.size() - 1; each >= 0; each--) {
            if (frames.get(each).isUsers()) {
                return each;
            }
        }
        return -1;
    }

    private void fold(List<Frame> folded, int depth) {
        if (!folded.isEmpty()) {
            Set<String> libraries = new LinkedHashSet<>();
            folded.forEach(each -> libraries.add(library(each.file())));
            String count = folded.size() == 1 ? "1 frame" : folded.size() + " frames";
            rows.add(new TracebackRow.Folded(depth, count + " in " + String.join(", ", libraries), folded));
            folded.clear();
        }
    }

    /// `starlette/background.py` -> `starlette`; a module of its own is named without `.py`.
    private static String library(String file) {
        String path = file.replace('\\', '/');
        int slash = path.indexOf('/', 1);
        return slash > 0 ? path.substring(0, slash) : path.replaceFirst("\\.py$", "");
    }
}
