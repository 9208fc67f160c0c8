package taskscope.report;

import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.recording.LoadReport;
import taskscope.recording.Loss;
import taskscope.trace.Location;
import taskscope.trace.Trace;
import taskscope.trace.TraceInfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Diagnoses as one JSON object, for programs; its shape is a contract and only ever grows.
public final class DiagnosisJson {

    private static final JsonFactory JSON =
            JsonFactory.builder()
            .characterEscapes(new EscapedControls())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /// One run and what the rules say of it.
    public record Diagnosed(LoadReport report, Diagnosis diagnosis) {}

    private final JsonGenerator json;

    private DiagnosisJson(JsonGenerator json) {
        this.json = json;
    }

    /// Leaves `out` open, with everything written to it.
    public static void write(List<Diagnosed> runs, Writer out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            new DiagnosisJson(json).write(runs);
        }
    }

    private void write(List<Diagnosed> runs) {
        json.writeStartObject();
        json.writeNumberProperty("format", 1);
        json.writeArrayPropertyStart("recordings");
        runs.forEach(run -> writeRecording(run.report()));
        json.writeEndArray();
        json.writeArrayPropertyStart("findings");
        for (int at = 0; at < runs.size(); at++) {
            Trace trace = runs.get(at).report().trace();
            for (Finding finding : runs.get(at).diagnosis().findings()) {
                writeFinding(trace, at, finding);
            }
        }
        json.writeEndArray();
        writeRules(runs.stream().map(Diagnosed::diagnosis).toList());
        json.writeEndObject();
    }

    private void writeRecording(LoadReport report) {
        Trace trace = report.trace();
        TraceInfo info = trace.info();
        json.writeStartObject();
        json.writeArrayPropertyStart("files");
        report.files().forEach(file -> json.writeString(file.toString()));
        json.writeEndArray();
        json.writeNumberProperty("processes", trace.processes().size());
        json.writeNumberProperty("requests", trace.requests().size());
        json.writeNumberProperty("tasks", trace.tasks().size());
        json.writeNumberProperty("events", trace.events().count());
        json.writeNumberProperty("losses", report.lossCount());
        json.writeArrayPropertyStart("lost");
        report.losses().forEach(this::writeLoss);
        json.writeEndArray();
        json.writeStringProperty("python", info.python());
        writeText("fastapi", info.packages().get("fastapi"));
        json.writeObjectPropertyStart("packages");
        info.packages().entrySet().stream()
                .filter(each -> !each.getKey().equals("fastapi"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> json.writeStringProperty(each.getKey(), each.getValue()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeLoss(Loss loss) {
        json.writeStartObject();
        json.writeStringProperty("file", loss.file());
        json.writeNumberProperty("line", loss.line());
        json.writeStringProperty("what", loss.what());
        json.writeEndObject();
    }

    private void writeFinding(Trace trace, int recording, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("rule", finding.ruleId());
        json.writeStringProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("recording", recording);
        json.writeNumberProperty(
                "process", trace.processes().get(finding.process()).pid());
        json.writeStringProperty("headline", finding.headline());
        writeText(
                "task",
                finding.task() == Trace.NONE
                        ? null
                        : trace.tasks().get(finding.task()).name());
        writeText(
                "request",
                finding.request() == Trace.NONE
                        ? null
                        : trace.requests().get(finding.request()).name());
        writeLocation(finding.location());
        json.writeNumberProperty("startNanos", finding.when().startNanos());
        json.writeNumberProperty("durationNanos", finding.when().durationNanos());
        json.writeArrayPropertyStart("evidence");
        finding.evidence().forEach(each -> {
            json.writeStartObject();
            json.writeNumberProperty(
                    "process",
                    trace.processes().get(trace.events().process(each.event())).pid());
            json.writeNumberProperty("seq", trace.events().sequence(each.event()));
            json.writeStringProperty("what", each.what());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("fixes");
        finding.fixes().forEach(this::writeFix);
        json.writeEndArray();
        json.writeArrayPropertyStart("folded");
        finding.folded().forEach(each -> writeFinding(trace, recording, each));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeLocation(@Nullable Location location) {
        if (location == null) {
            json.writeNullProperty("location");
            return;
        }
        json.writeObjectPropertyStart("location");
        json.writeStringProperty("file", location.file());
        json.writeNumberProperty("line", location.line());
        json.writeStringProperty("function", location.function());
        json.writeEndObject();
    }

    private void writeFix(Fix fix) {
        json.writeStartObject();
        json.writeStringProperty("title", fix.title());
        writeText("file", fix.isUsersCode() ? fix.file() : null);
        if (fix.isUsersCode()) {
            json.writeNumberProperty("line", fix.line());
        } else {
            json.writeNullProperty("line");
        }
        json.writeStringProperty("before", fix.before());
        json.writeStringProperty("after", fix.after());
        json.writeEndObject();
    }

    private void writeText(String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    /// A rule has passed if it passed in every run.
    private void writeRules(List<Diagnosis> runs) {
        json.writeArrayPropertyStart("passed");
        runs.stream()
                .flatMap(run -> run.passed().stream())
                .distinct()
                .sorted()
                .filter(rule -> runs.stream().allMatch(run -> run.passed().contains(rule)))
                .forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("notJudged");
        runs.stream().flatMap(run -> run.notJudged().stream()).distinct().forEach(each -> {
            json.writeStartObject();
            json.writeStringProperty("rule", each.ruleId());
            json.writeStringProperty("why", each.why());
            json.writeStringProperty("recordWith", each.recordWith());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("broken");
        runs.stream().flatMap(run -> run.broken().stream()).distinct().forEach(each -> {
            json.writeStartObject();
            json.writeStringProperty("rule", each.ruleId());
            json.writeStringProperty("message", each.message());
            json.writeEndObject();
        });
        json.writeEndArray();
    }
}
