package taskscope.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of a recording that rotates, by their names: `trace.jsonl`, `trace.2.jsonl`, `trace.3.jsonl`. The oldest
/// may
/// have been deleted.
record RecordingParts(Path first) {

    private static final Pattern NAME = Pattern.compile("(.*?)(\\.jsonl\\.gz|\\.jsonl|\\.gz|)");

    /// Path of a part; numbers count from 1.
    Path path(int number) {
        return number == 1 ? first : first.resolveSibling(stem() + "." + number + ending());
    }

    /// The lowest number above this one of which there is a file.
    OptionalInt after(int number) {
        Pattern later = Pattern.compile(Pattern.quote(stem()) + "\\.([1-9]\\d{0,8})" + Pattern.quote(ending()));
        try (Stream<Path> beside = Files.list(first.toAbsolutePath().getParent())) {
            return beside.map(each -> later.matcher(each.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(each -> Integer.parseInt(each.group(1)))
                    .filter(each -> each > number)
                    .min();
        } catch (IOException noList) {
            return OptionalInt.empty();
        }
    }

    /// What the names of all parts begin with: `trace`.
    Path beginning() {
        return first.resolveSibling(stem());
    }

    private String stem() {
        return name().group(1);
    }

    String ending() {
        return name().group(2);
    }

    private Matcher name() {
        Matcher name = NAME.matcher(first.getFileName().toString());
        // Every name matches: its ending may be empty.
        name.matches();
        return name;
    }
}
