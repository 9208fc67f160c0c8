package taskscope.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the files of a recording that rotates in the order in which they were written, whatever a shell made of
/// `trace*.jsonl`: `trace.jsonl`, `trace.2.jsonl`, `trace.10.jsonl`. Other files stay where they are.
final class PartOrder {

    private static final Pattern PART =
            Pattern.compile("(.*?)(?:\\.([1-9]\\d{0,8}))?(\\.jsonl(?:\\.gz|\\.zst)?|\\.gz)");

    private PartOrder() {}

    /// One file, and which part of what it is by its name.
    private record Part(String recording, int number, RecordingSource source) {

        static Part of(RecordingSource source) {
            Matcher name = PART.matcher(source.name());
            if (!source.isFile() || !name.matches()) {
                return new Part(source.name(), 1, source);
            }
            String number = name.group(2);
            return new Part(name.group(1) + name.group(3), number == null ? 1 : Integer.parseInt(number), source);
        }
    }

    static List<RecordingSource> of(List<RecordingSource> sources) {
        Map<String, List<Part>> recordings = new LinkedHashMap<>();
        for (RecordingSource each : sources) {
            Part part = Part.of(each);
            recordings.computeIfAbsent(part.recording(), _ -> new ArrayList<>()).add(part);
        }
        return recordings.values().stream()
                .flatMap(parts -> parts.stream().sorted(Comparator.comparingInt(Part::number)))
                .map(Part::source)
                .toList();
    }
}
