package taskscope.playback;

import java.util.Optional;
import java.util.regex.Pattern;
import taskscope.trace.Stall;
import taskscope.traceback.Frame;

/// Who held the event loop, in words, from the stack that was seen most often.
public final class StallText {

    private StallText() {}

    /// `time.sleep <- call_partner()`: what was called last, and the user's function nearest to it.
    public static Optional<String> holder(Stall stall) {
        if (stall.samples().isEmpty()) {
            return stall.coroutine().isEmpty() ? Optional.empty() : Optional.of(stall.coroutine() + "()");
        }
        var frames = stall.samples().getFirst().frames();
        for (int each = frames.size() - 1; each >= 0; each--) {
            if (frames.get(each).isUsers()) {
                String user = frames.get(each).function() + "()";
                return Optional.of(
                        each + 1 < frames.size()
                                ? called(frames.get(each + 1)) + " \u2190 " + user
                                : call(frames.get(each)) + user);
            }
        }
        return frames.isEmpty() ? Optional.empty() : Optional.of(called(frames.getLast()));
    }

    /// `requests/api.py`, `get` -> `requests.get`.
    private static String called(Frame frame) {
        int slash = frame.file().indexOf('/');
        String module = slash > 0 ? frame.file().substring(0, slash) : frame.file().replaceFirst("\\.py$", "");
        return module + "." + frame.function();
    }

    /// A call into C leaves no frame, but the user's line names it: `time.sleep(0.6)` -> `time.sleep <- `.
    private static String call(Frame frame) {
        var found = Pattern.compile("([A-Za-z_][\\w.]*)\\(").matcher(frame.code());
        return found.find() ? found.group(1) + " \u2190 " : "";
    }
}
