package taskscope.view.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiffLineTest {

    @Test
    void whatStaysIsKeptAndRemovalsComeFirst() {
        assertEquals(
                List.of(
                        "- def mail(order):",
                        "+ def mail(order_id):",
                        "+     order = load(order_id)",
                        "      send(order)"),
                diff(
                        "def mail(order):\n    send(order)",
                        "def mail(order_id):\n    order = load(order_id)\n    send(order)"));
    }

    @Test
    void equalCodeHasNoDifference() {
        assertEquals(List.of("  a", "  b"), diff("a\nb", "a\nb"));
    }

    @Test
    void fromOneLineToAnother() {
        assertEquals(
                List.of("- resize(image)", "+ await run_in_threadpool(resize, image)"),
                diff("resize(image)", "await run_in_threadpool(resize, image)"));
    }

    private static List<String> diff(String before, String after) {
        return DiffLine.between(before, after).stream()
                .map(each -> each.sign() + " " + each.text())
                .collect(Collectors.toList());
    }
}
