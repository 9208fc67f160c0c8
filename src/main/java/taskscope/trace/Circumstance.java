package taskscope.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an event says for which the trace has no list of its own: key -> text, in the order of the recording.
public record Circumstance(int event, Map<String, String> facts) {

    public Circumstance {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
