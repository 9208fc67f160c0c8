package taskscope.view.words;

import org.jspecify.annotations.Nullable;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Location;
import taskscope.traceback.Frame;

/// Names a place in the code: `main.py:16`.
public final class Places {

    private Places() {}

    public static String of(@Nullable Location location) {
        return location == null ? "" : of(location.file(), location.line());
    }

    public static String of(FunctionInfo function) {
        return of(function.file(), function.line());
    }

    public static String of(Frame frame) {
        return of(frame.file(), frame.line());
    }

    /// With the function: `main.py:31 in create_order`.
    public static String inFunction(Location location) {
        String place = of(location);
        return location.function().isEmpty() ? place : place + " in " + location.function();
    }

    private static String of(String file, int line) {
        return line > 0 ? file + ":" + line : file;
    }
}
