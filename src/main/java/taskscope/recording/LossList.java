package taskscope.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import taskscope.text.VisibleText;

/// What was lost of one run: all of it counted, the first of it listed.
final class LossList {

    /// More than anybody reads, and little enough to keep for a file in which every line is bad.
    private static final int MOST_LISTED = 200;

    private final List<Loss> listed = new ArrayList<>();
    private final Set<String> kindsSeen = new HashSet<>();
    private long count;
    private String file = "";
    private long line;
    private boolean isInside;

    /// Where the next losses are found.
    void moveTo(String file) {
        this.file = file;
    }

    void moveTo(long line) {
        this.line = line;
    }

    /// What ends may have begun in a part that is not there.
    void forgiveEndsWithoutBegin() {
        isInside = true;
    }

    void add(Loss.Kind kind, String what) {
        addAt(line, kind, what);
    }

    void addAt(long line, Loss.Kind kind, String what) {
        if (isInside && kind == Loss.Kind.END_WITHOUT_BEGIN) {
            return;
        }
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Loss(file, line, kind, VisibleText.line(what)));
        }
    }

    /// Events of a kind that we do not know are all counted, and each kind is listed once.
    void addUnknownKind(String id) {
        if (kindsSeen.size() < MOST_LISTED && kindsSeen.add(id)) {
            add(Loss.Kind.UNKNOWN_KIND, "events of the kind '" + id + "' are not known to this version of Taskscope");
        } else {
            count++;
        }
    }

    void addEndWithoutBegin(String thing, int id) {
        add(Loss.Kind.END_WITHOUT_BEGIN, thing + " " + id + " ended but its start was not recorded");
    }

    long count() {
        return count;
    }

    List<Loss> listed() {
        return List.copyOf(listed);
    }
}
