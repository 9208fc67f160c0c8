package taskscope.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.casebook.TraceScript;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.rules.Rules;
import taskscope.recording.LoadReport;
import taskscope.recording.Loss;
import taskscope.trace.Trace;

/// One diagnosis as text and as JSON.
class DiagnosisReportTest {

    private static final Trace TRACE = TraceScript.trace("""
            not recorded: swallowed
            main.py:10
            | def export(rows):
            |     yield from rows
            |
            | @app.post("/export")
            | def start_export(tasks):
            |     tasks.add_task(export, [])

            0ms   request 1         request.started POST /export
            1ms   request 1         route.started main.start_export
            2ms   request 1 task 1  task.queued main.export at=main.py:15 arguments=[rows:list]
            8ms   request 1         response.started 200
            9ms   request 1         response.ended
            10ms  task 1            task.started
            11ms  task 1            task.ended generator
            11ms  request 1         request.ended
            """);

    private static final LoadReport REPORT = new LoadReport(
            List.of(Path.of("trace.jsonl")),
            TRACE,
            1,
            List.of(new Loss("trace.jsonl", 41, Loss.Kind.CUT_OFF, "cut off in the middle of a line")));

    private static final List<Rule> RULES = Rules.all().stream()
            .filter(rule ->
                    rule.card().id().startsWith("generator") || rule.card().id().startsWith("exception-swa"))
            .toList();

    @Test
    void theTextSaysWhatWasReadFoundAndNotTold() {
        assertEquals("""
                trace.jsonl: 1 request, 1 task, 12 events, 1 process; Python 3.12.1, FastAPI 0.165.0, Starlette 1.10.0

                1 loss, so this may be incomplete:
                  trace.jsonl line 41: cut off in the middle of a line

                HIGH  generator-task-never-iterated
                  export made a generator that nobody iterated, so none of its lines ran
                  where:       main.py:15 in start_export
                  client saw:  POST /export: 200 after 9 ms, 1 ms before this
                  why:         Calling export only made a generator. Starlette 1.10.0 called it in a worker thread and \
                dropped what it got; the body starts with the first iteration.
                  evidence:    0.0020 s  export was queued
                               0.0110 s  the task ended and returned an object of type generator
                  fix:         Let the task iterate (main.py:15)
                    -     tasks.add_task(export, [])
                    +     tasks.add_task(list, export([]))

                1 finding. 2 rules checked, 0 passed, 1 could not tell.
                  exception-swallowed-in-task could not tell: the swallowed sensor was off; record with --sensor swallowed=on
                """, String.join("\n", DiagnosisText.lines(REPORT, Diagnosis.of(TRACE, RULES))) + "\n");
    }

    @Test
    void theJsonHasTheShapeOfTheContract() {
        var out = new StringWriter();
        DiagnosisJson.write(List.of(new DiagnosisJson.Diagnosed(REPORT, Diagnosis.of(TRACE, RULES))), out);
        String json = out.toString();
        assertTrue(
                json.startsWith(
                        "{\"format\":1,\"recordings\":[{\"files\":[\"trace.jsonl\"],\"processes\":1,\"requests\":1,"
                                + "\"tasks\":1,\"events\":12,\"losses\":1,\"lost\":[{\"file\":\"trace.jsonl\",\"line\":41,"
                                + "\"what\":\"cut off in the middle of a line\"}],\"python\":\"3.12.1\",\"fastapi\":\"0.165.0\","),
                json);
        assertTrue(
                json.contains("\"findings\":[{\"rule\":\"generator-task-never-iterated\",\"severity\":\"high\","
                        + "\"recording\":0,\"process\":4711,\"headline\":\"export made a generator that nobody iterated, "
                        + "so none of its lines ran\",\"task\":\"main.export\",\"request\":\"POST /export\","
                        + "\"location\":{\"file\":\"main.py\",\"line\":15,\"function\":\"start_export\"},"
                        + "\"startNanos\":10000000,\"durationNanos\":1000000,\"evidence\":[{\"process\":4711,\"seq\":"),
                json);
        assertTrue(
                json.contains(
                        "\"fixes\":[{\"title\":\"Let the task iterate\",\"file\":\"main.py\",\"line\":15,"
                                + "\"before\":\"    tasks.add_task(export, [])\",\"after\":\"    tasks.add_task(list, export([]))\"}"),
                json);
        assertTrue(
                json.endsWith("\"folded\":[]}],\"passed\":[],\"notJudged\":[{\"rule\":\"exception-swallowed-in-task\","
                        + "\"why\":\"the swallowed sensor was off\",\"recordWith\":\"--sensor swallowed=on\"}],"
                        + "\"broken\":[]}"),
                json);
    }
}
