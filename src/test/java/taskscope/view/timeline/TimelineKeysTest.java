package taskscope.view.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineKeysTest {

    @ParameterizedTest
    @EnumSource
    void noKeyHasTwoActions(TimelineKeys preset) {
        List<TimelineKeys.Key> keys =
                preset.bindings().stream().map(TimelineKeys.Binding::key).toList();
        assertEquals(keys.stream().distinct().toList(), keys);
    }

    @ParameterizedTest
    @EnumSource
    void everyActionHasAKey(TimelineKeys preset) {
        assertEquals(
                Arrays.asList(TimelineAction.values()),
                preset.bindings().stream()
                        .map(TimelineKeys.Binding::action)
                        .sorted()
                        .distinct()
                        .toList());
    }

    /// The drawer's key belongs to the window; a preset says where it moved.
    @ParameterizedTest
    @EnumSource
    void theDrawersKeyIsFree(TimelineKeys preset) {
        KeyCode drawer = preset.place(KeyCode.Q);
        assertEquals(
                List.of(),
                preset.bindings().stream()
                        .filter(each -> each.key().code() == drawer)
                        .toList());
    }
}
