package taskscope.traceback;

import java.util.List;

/// Writes an exception as Python prints it, so that it can be pasted into an issue or a search engine.
public final class TracebackText {

    private static final String CAUSED = "\nThe above exception was the direct cause of the following exception:\n\n";
    private static final String HANDLED = "\nDuring handling of the above exception, another exception occurred:\n\n";

    /// Python itself stops at ten members, and a group in a group in a group deeper than this is made, not raised.
    private static final int DEEPEST = 20;

    private final StringBuilder text = new StringBuilder();

    private TracebackText() {}

    public static String of(RaisedException exception) {
        var written = new TracebackText();
        written.chain(exception, "", 0);
        return written.text.toString();
    }

    /// The frames alone, as `traceback.print_stack` has them.
    public static String stack(List<Frame> frames) {
        var written = new TracebackText();
        written.text.append("Stack (most recent call last):\n");
        written.frames(frames, "");
        return written.text.toString();
    }

    private void chain(RaisedException exception, String indent, int depth) {
        if (depth < DEEPEST && exception.cause() != null) {
            chain(exception.cause(), indent, depth + 1);
            add(indent, CAUSED);
        } else if (depth < DEEPEST && exception.context() != null && !exception.isContextSuppressed()) {
            chain(exception.context(), indent, depth + 1);
            add(indent, HANDLED);
        }
        one(exception, indent, depth);
    }

    private void one(RaisedException exception, String indent, int depth) {
        if (!exception.frames().isEmpty()) {
            add(indent, "Traceback (most recent call last):\n");
            frames(exception.frames(), indent);
        }
        String type = exception.type().replaceFirst("^builtins\\.", "");
        add(indent, exception.message().isEmpty() ? type + "\n" : type + ": " + exception.message() + "\n");
        exception.notes().forEach(each -> add(indent, each + "\n"));
        int number = 1;
        for (RaisedException member : exception.group()) {
            if (depth < DEEPEST) {
                add(indent, "  +---------------- " + number++ + " ----------------\n");
                chain(member, indent + "  | ", depth + 1);
            }
        }
    }

    private void frames(List<Frame> frames, String indent) {
        for (Frame each : frames) {
            add(indent, "  File \"" + each.file() + "\", line " + each.line() + ", in " + each.function() + "\n");
            if (!each.code().isEmpty()) {
                add(indent, "    " + each.code() + "\n");
            }
        }
    }

    private void add(String indent, String lines) {
        lines.lines().forEach(each -> text.append(indent).append(each).append('\n'));
    }
}
