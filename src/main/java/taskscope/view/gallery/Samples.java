package taskscope.view.gallery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sample recordings of a directory, by scenario: `closed-session-broken-f0117.jsonl`.
public final class Samples {

    private static final Logger LOG = Logger.getLogger(Samples.class.getName());

    private static final Pattern NAME =
            Pattern.compile("(?<scenario>.+?)-(?<state>broken|fixed)(?:-(?<rest>.+))?\\.jsonl(?:\\.gz|\\.zst)?");

    private Samples() {}

    /// The known scenarios first, each with its broken recordings before the fixed ones; empty where there are none.
    public static List<Sample> in(Path directory) {
        Map<String, List<Sample.Variant>> found =
                new TreeMap<>(Comparator.comparingInt(Scenario::place).thenComparing(id -> id));
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jsonl*")) {
                files.forEach(each -> add(each, found));
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "cannot list the samples in " + directory, failure);
            }
        }
        return found.entrySet().stream()
                .map(each -> sample(each.getKey(), each.getValue()))
                .toList();
    }

    private static void add(Path file, Map<String, List<Sample.Variant>> found) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
            boolean isFixed = name.group("state").equals("fixed");
            String rest = name.group("rest") == null ? "" : name.group("rest");
            String label = (isFixed ? "fixed" : "broken") + (rest.isEmpty() ? "" : ", " + words(rest));
            found.computeIfAbsent(name.group("scenario"), _ -> new ArrayList<>())
                    .add(new Sample.Variant(label, isFixed, file));
        }
    }

    private static Sample sample(String id, List<Sample.Variant> variants) {
        variants.sort(Comparator.comparing(Sample.Variant::isFixed).thenComparing(Sample.Variant::label));
        return new Sample(id, Scenario.title(id), Scenario.story(id), variants);
    }

    /// `f0117` -> `FastAPI 0.117`, `function-scope-f0165` -> `function scope, FastAPI 0.165`.
    private static String words(String rest) {
        return rest.replace('-', ' ')
                .replaceAll("\\bf0(\\d+)\\b", "FastAPI 0.$1")
                .strip();
    }
}
