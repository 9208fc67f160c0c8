package taskscope.view.words;

import java.util.List;
import taskscope.text.VisibleText;
import taskscope.trace.Trace;

/// Looking things up in a trace that may lack them.
public final class Things {

    private Things() {}

    /// Whether the list has the thing; an id of a damaged recording may lead nowhere.
    public static boolean has(List<?> things, int id) {
        return id != Trace.NONE && id < things.size();
    }

    /// The first line of a text, with control characters made visible: a list has one line for it.
    public static String oneLine(String text) {
        int end = text.indexOf('\n');
        return VisibleText.line(end < 0 ? text : text.substring(0, end) + " \u2026");
    }
}
