package taskscope.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every FXML file and its controller know each other's names.
class FxmlTest {

    private static final Path ROOT = Path.of("fxml");
    private static final Pattern ID = Pattern.compile("fx:id=\"(\\w+)\"");
    private static final Pattern CONTROLLER = Pattern.compile("fx:controller=\"([\\w.]+)\"");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(each -> each.toString().endsWith(".fxml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyIdHasAFieldAndEveryFieldAnId(Path file) throws Exception {
        String text = Files.readString(file);
        Set<String> ids =
                ID.matcher(text).results().map(each -> each.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> fields = Arrays.stream(controller(text).getDeclaredFields())
                .filter(each -> each.isAnnotationPresent(FXML.class))
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ids, fields);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFileLiesWhereItsControllerLooksForIt(Path file) throws Exception {
        Class<?> controller = controller(Files.readString(file));
        String path =
                controller.getName().replaceFirst("^taskscope\\.view\\.", "").replace('.', '/') + ".fxml";
        assertEquals(Path.of(path), ROOT.relativize(file));
    }

    private static Class<?> controller(String text) throws ClassNotFoundException {
        Matcher found = CONTROLLER.matcher(text);
        assertTrue(found.find(), "no fx:controller");
        return Class.forName(found.group(1));
    }
}
