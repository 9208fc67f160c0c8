package taskscope.workspace;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The preferences on disk, one `name=value` a line. A line that makes no sense counts as if it were not there.
public final class PreferencesFile {

    private static final String THEME = "theme";
    private static final String FONT = "font-px";
    private static final String MARKS = "marks-seen";

    private final TextFile file;

    public PreferencesFile(Path directory) {
        this.file = new TextFile(directory.resolve("preferences.txt"));
    }

    public Preferences load() {
        Map<String, String> values = new HashMap<>();
        for (String line : file.lines()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new Preferences(theme(values.get(THEME)), fontPx(values.get(FONT)), "true".equals(values.get(MARKS)));
    }

    public void save(Preferences chosen) {
        file.write(List.of(
                THEME + "=" + chosen.theme().name().toLowerCase(Locale.ROOT),
                FONT + "=" + chosen.fontPx(),
                MARKS + "=" + chosen.hasSeenMarks()));
    }

    private static Preferences.Theme theme(@Nullable String text) {
        return Arrays.stream(Preferences.Theme.values())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(Preferences.usual().theme());
    }

    private static int fontPx(@Nullable String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : Preferences.USUAL_FONT_PX;
    }
}
