package taskscope.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import taskscope.trace.Circumstance;
import taskscope.trace.Location;

/// What the rarer kinds of event say, as text. As the file counts until frozen.
final class CircumstanceDrafts {

    private final List<Circumstance> all = new ArrayList<>();

    int add(CurrentEvent event) {
        Map<String, String> facts = new LinkedHashMap<>();
        event.forEachField((key, value) -> facts.put(key.id(), text(key, value)));
        all.add(new Circumstance(event.index(), facts));
        return all.size() - 1;
    }

    List<Circumstance> frozen(EventOrder order) {
        return all.stream()
                .map(each -> new Circumstance(order.event(each.event()), each.facts()))
                .toList();
    }

    private static String text(Key key, Object value) {
        return switch (value) {
            case Long flag when key.shape() == Shape.FLAG -> flag == 0 ? "no" : "yes";
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            case Location location -> location.file() + ":" + location.line();
            default -> String.valueOf(value);
        };
    }
}
