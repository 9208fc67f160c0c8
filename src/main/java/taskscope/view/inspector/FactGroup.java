package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import taskscope.text.VisibleText;
import taskscope.trace.Trace;
import taskscope.view.words.When;

/// Facts that belong together, under one heading. What is not known is left out.
final class FactGroup {

    private final String heading;
    private final List<Origin.Fact> facts = new ArrayList<>();

    FactGroup(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    List<Origin.Fact> facts() {
        return List.copyOf(facts);
    }

    FactGroup with(String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Origin.Fact(name, VisibleText.code(value)));
        }
        return this;
    }

    FactGroup at(String name, long nanos) {
        return with(name, nanos == Trace.NEVER ? "never" : When.of(nanos));
    }

    /// `NEVER_STARTED` -> `never started`.
    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
