package taskscope.recording;

import java.util.ArrayList;
import java.util.List;

/// What could not be used so far: all counted, the first ones kept.
final class Losses {

    /// Nobody reads more, and a file that is damaged throughout must not fill the memory.
    private static final int MOST_LISTED = 1000;

    private final List<Loss> listed = new ArrayList<>();
    private String file = "";
    private long count;

    void in(String name) {
        file = name;
    }

    void add(long line, Loss.Kind kind, String what) {
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Loss(file, line, kind, what));
        }
    }

    long count() {
        return count;
    }

    List<Loss> listed() {
        return listed;
    }
}
