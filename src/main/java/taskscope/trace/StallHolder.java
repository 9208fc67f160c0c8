package taskscope.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.traceback.Frame;

/// Who held the event loop, from the stack that was seen most often.
public final class StallHolder {

    private static final Pattern CALL = Pattern.compile("([A-Za-z_][\\w.]*)\\(");

    private StallHolder() {}

    /// `time.sleep <- sync_partner()`: what was called last, and the user's function nearest to it.
    public static Optional<String> of(Stall stall) {
        if (stall.samples().isEmpty()) {
            return stall.coroutine().isEmpty() ? Optional.empty() : Optional.of(stall.coroutine() + "()");
        }
        var frames = stall.samples().getFirst().frames();
        for (int each = frames.size() - 1; each >= 0; each--) {
            if (frames.get(each).isUsers()) {
                String called = each + 1 < frames.size() ? called(frames.get(each + 1)) : call(frames.get(each));
                return Optional.of((called.isEmpty() ? "" : called + " \u2190 ")
                        + frames.get(each).function() + "()");
            }
        }
        return frames.isEmpty() ? Optional.empty() : Optional.of(called(frames.getLast()));
    }

    /// `requests/api.py`, `get` -> `requests.get`.
    private static String called(Frame frame) {
        if (frame.file().startsWith("<frozen importlib")) {
            return "import";
        }
        int slash = frame.file().indexOf('/');
        String module =
                slash > 0 ? frame.file().substring(0, slash) : frame.file().replaceFirst("\\.py$", "");
        return module + "." + frame.function();
    }

    /// A call into C leaves no frame, but the line of code names it.
    private static String call(Frame frame) {
        Matcher found = CALL.matcher(frame.code());
        return found.find() ? found.group(1) : "";
    }
}
