package taskscope.view.inspector;

import java.util.stream.Collectors;
import taskscope.playback.StatusText;
import taskscope.time.TimeText;
import taskscope.trace.Argument;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.view.words.Places;
import taskscope.view.words.Things;

/// What is known of a request and of a background task.
record WorkFacts(Trace trace) {

    FactGroup task(Task task) {
        return new FactGroup("BACKGROUND TASK")
                .with("Function", task.name())
                .with("Runs", task.isAsync() ? "on the event loop (async def)" : "in a worker thread (def)")
                .with("Defined at", defined(task.function()))
                .with("Queued at", Places.of(task.queuedAt()))
                .with(
                        "Arguments",
                        task.arguments().stream().map(WorkFacts::argument).collect(Collectors.joining("\n")))
                .at("Queued", task.queuedNanos())
                .at("Started", task.startNanos())
                .at("Ended", task.endNanos())
                .with(
                        "Ran",
                        task.hasStarted()
                                ? TimeText.of(task.ran(trace.endNanos()).durationNanos())
                                : "")
                .with("Outcome", FactGroup.words(task.outcome()))
                .with("Returned", task.returned());
    }

    private String defined(int function) {
        return Things.has(trace.functions(), function)
                ? Places.of(trace.functions().get(function))
                : "";
    }

    private static String argument(Argument argument) {
        String nature =
                argument.nature() == Argument.Nature.PLAIN ? "" : " (" + FactGroup.words(argument.nature()) + ")";
        String value = argument.value().isEmpty() ? "" : " = " + Things.oneLine(argument.value());
        return argument.name() + ": " + argument.type() + nature + value + (argument.isDefault() ? ", by default" : "");
    }

    FactGroup request(Request request) {
        return new FactGroup("REQUEST")
                .with("Request", request.name())
                .with("Status", request.status() > 0 ? StatusText.of(request.status()) : "none")
                .with("Route", route(request.routeFunction()))
                .with("Client", request.client())
                .at("Arrived", request.startNanos())
                .at("Answered", request.responseEndNanos())
                .with(
                        "Client waited",
                        TimeText.of(request.clientWaited(trace.endNanos()).durationNanos()))
                .with("Work continued", continued(request));
    }

    private String route(int function) {
        return Things.has(trace.functions(), function)
                ? trace.functions().get(function).name()
                : "";
    }

    private static String continued(Request request) {
        return request.hasAnswered() && request.endNanos() > request.responseEndNanos()
                ? TimeText.of(request.endNanos() - request.responseEndNanos())
                : "";
    }
}
