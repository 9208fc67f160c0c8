package taskscope.view.timeline;

import static taskscope.view.timeline.TimelineAction.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Which key does what on the timeline.
///
/// JavaFX key codes follow the keyboard's layout, so each layout has a preset that keeps the four zoom and pan keys
/// under the same fingers; what stood on a key that a preset takes moves to one that it frees.
public enum TimelineKeys {
    WASD,
    ZQSD,
    DVORAK;

    /// A key with its modifiers.
    public record Key(KeyCode code, boolean isShift, boolean isAlt) {}

    /// One row of the table.
    public record Binding(Key key, TimelineAction action) {}

    /// The table for the key sheet, in its order.
    public List<Binding> bindings() {
        return usual().stream().map(this::moved).toList();
    }

    public Optional<TimelineAction> action(KeyEvent event) {
        return event.isShortcutDown()
                ? Optional.empty()
                : Optional.ofNullable(table().get(new Key(event.getCode(), event.isShiftDown(), event.isAltDown())));
    }

    private Map<Key, TimelineAction> table() {
        Map<Key, TimelineAction> table = new LinkedHashMap<>();
        bindings().forEach(each -> table.put(each.key(), each.action()));
        return table;
    }

    private Binding moved(Binding usual) {
        Key key = usual.key();
        return new Binding(new Key(place(key.code()), key.isShift(), key.isAlt()), usual.action());
    }

    /// Where the key of the usual preset stands in this one; a window asks for its own keys too.
    public KeyCode place(KeyCode code) {
        return switch (this) {
            case WASD -> code;
            case ZQSD ->
                switch (code) {
                    case W -> KeyCode.Z;
                    case A -> KeyCode.Q;
                    case Q -> KeyCode.A;
                    case Z -> KeyCode.W;
                    default -> code;
                };
            case DVORAK ->
                switch (code) {
                    case W -> KeyCode.COMMA;
                    case S -> KeyCode.O;
                    case D -> KeyCode.E;
                    case COMMA -> KeyCode.W;
                    case E -> KeyCode.S;
                    default -> code;
                };
        };
    }

    private static List<Binding> usual() {
        List<Binding> table = new ArrayList<>();
        both(table, KeyCode.W, ZOOM_IN, ZOOM_IN_FAST);
        both(table, KeyCode.S, ZOOM_OUT, ZOOM_OUT_FAST);
        both(table, KeyCode.A, PAN_LEFT, PAN_LEFT_FAST);
        both(table, KeyCode.D, PAN_RIGHT, PAN_RIGHT_FAST);
        both(table, KeyCode.PERIOD, NEXT_EVENT, NEXT_MILESTONE);
        both(table, KeyCode.COMMA, PREVIOUS_EVENT, PREVIOUS_MILESTONE);
        table.add(new Binding(new Key(KeyCode.PERIOD, false, true), NEXT_LIKE_THIS));
        table.add(new Binding(new Key(KeyCode.COMMA, false, true), PREVIOUS_LIKE_THIS));
        one(table, KeyCode.RIGHT, NEXT_IN_LANE);
        one(table, KeyCode.LEFT, PREVIOUS_IN_LANE);
        one(table, KeyCode.DOWN, LANE_BELOW);
        one(table, KeyCode.UP, LANE_ABOVE);
        both(table, KeyCode.E, NEXT_EXCEPTION, PREVIOUS_EXCEPTION);
        both(table, KeyCode.N, NEXT_FINDING, PREVIOUS_FINDING);
        both(table, KeyCode.F10, STEP_OVER, STEP_BACK_OVER);
        both(table, KeyCode.F11, STEP_INTO, STEP_OUT);
        one(table, KeyCode.HOME, FIRST_EVENT);
        one(table, KeyCode.END, LAST_EVENT);
        one(table, KeyCode.DIGIT0, FIT_ALL);
        one(table, KeyCode.F, CENTRE);
        one(table, KeyCode.Z, ZOOM_TO_RANGE);
        one(table, KeyCode.R, RANGE_OF_SELECTION);
        both(table, KeyCode.BACK_SPACE, PREVIOUS_VIEW, NEXT_VIEW);
        one(table, KeyCode.ESCAPE, CLEAR);
        return table;
    }

    private static void one(List<Binding> table, KeyCode code, TimelineAction action) {
        table.add(new Binding(new Key(code, false, false), action));
    }

    private static void both(List<Binding> table, KeyCode code, TimelineAction plain, TimelineAction shifted) {
        one(table, code, plain);
        table.add(new Binding(new Key(code, true, false), shifted));
    }
}
