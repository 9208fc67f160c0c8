package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.playback.StatusText;
import taskscope.report.VisibleText;
import taskscope.time.TimeText;
import taskscope.trace.Argument;
import taskscope.trace.Events;
import taskscope.trace.Request;
import taskscope.trace.Session;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;
import taskscope.view.words.EventText;
import taskscope.view.words.Places;
import taskscope.view.words.Things;
import taskscope.view.words.When;

/// All that is known of a subject, as facts under headings.
final class Details {

    /// Facts that belong together.
    record Group(String heading, List<Origin.Fact> facts) {
        Group {
            facts = facts.stream().filter(each -> !each.value().isEmpty()).toList();
        }
    }

    private final Trace trace;
    private final List<Group> groups = new ArrayList<>();

    private Details(Trace trace) {
        this.trace = trace;
    }

    static List<Group> of(Subject subject, Trace trace) {
        var details = new Details(trace);
        if (subject.event() != Trace.NONE) {
            details.event(subject.event());
        }
        if (subject.thing() != null) {
            details.thing(subject.thing());
        }
        int task = About.task(subject, trace);
        int request = About.request(subject, trace);
        if (Things.has(trace.tasks(), task)) {
            details.task(trace.tasks().get(task));
        }
        if (Things.has(trace.requests(), request)) {
            details.request(trace.requests().get(request));
        }
        if (subject.finding() != null) {
            details.finding(subject.finding());
        }
        return List.copyOf(details.groups);
    }

    private void event(int event) {
        Events events = trace.events();
        var text = new EventText(trace);
        group(
                "EVENT",
                List.of(
                        fact("Kind", text.kind(event)),
                        fact("Time", text.time(event)),
                        fact("What", text.what(event)),
                        fact("Where", text.where(event)),
                        fact(
                                "Thread",
                                Things.has(trace.threads(), events.thread(event))
                                        ? trace.threads()
                                                .get(events.thread(event))
                                                .name()
                                        : ""),
                        fact(
                                "Process",
                                Integer.toString(trace.processes()
                                        .get(events.process(event))
                                        .pid())),
                        fact(
                                "Number",
                                (event + 1) + " of " + events.count() + ", " + events.sequence(event)
                                        + " in its process")));
    }

    private void thing(Thing thing) {
        switch (thing.kind()) {
            case STALL -> stall(trace.stalls().get(thing.id()));
            case SESSION -> session(trace.sessions().get(thing.id()));
            case CHECKOUT -> {
                var checkout = trace.checkouts().get(thing.id());
                group(
                        "CONNECTION",
                        List.of(
                                fact("Waited", TimeText.of(checkout.waitedNanos())),
                                fact("Taken", moment(checkout.outNanos())),
                                fact("Given back", moment(checkout.inNanos())),
                                fact("Pool", checkout.out() + " of " + checkout.size() + " in use then")));
            }
            case REQUEST, TASK, LOOP, THREAD, THREADS, POOL, PROCESS -> {}
        }
    }

    private void stall(Stall stall) {
        group(
                "STALL OF THE EVENT LOOP",
                List.of(
                        fact("From", moment(stall.when().startNanos())),
                        fact(
                                "Lasted",
                                TimeText.of(stall.when().durationNanos())
                                        + (stall.hasEnded() ? "" : ", until the recording stopped")),
                        fact(
                                "Held by",
                                stall.owner().name().toLowerCase(Locale.ROOT)
                                        + (stall.coroutine().isEmpty() ? "" : ", " + stall.coroutine())),
                        fact("Of it computing", stall.cpuNanos() < 0 ? "" : TimeText.of(stall.cpuNanos()))));
    }

    private void session(Session session) {
        group(
                "SESSION",
                List.of(
                        fact("Class", session.className()),
                        fact("Created", moment(session.createdNanos())),
                        fact("At", Places.of(session.createdAt())),
                        fact(
                                "Steps",
                                session.steps().stream()
                                        .map(step -> When.of(step.timeNanos()) + " "
                                                + step.action()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '))
                                        .collect(Collectors.joining("\n")))));
    }

    private void task(Task task) {
        group(
                "BACKGROUND TASK",
                List.of(
                        fact("Function", task.name()),
                        fact("Runs", task.isAsync() ? "on the event loop (async def)" : "in a worker thread (def)"),
                        fact(
                                "Defined at",
                                Things.has(trace.functions(), task.function())
                                        ? Places.of(trace.functions().get(task.function()))
                                        : ""),
                        fact("Queued at", Places.of(task.queuedAt())),
                        fact(
                                "Arguments",
                                task.arguments().stream().map(Details::argument).collect(Collectors.joining("\n"))),
                        fact("Queued", moment(task.queuedNanos())),
                        fact("Started", moment(task.startNanos())),
                        fact("Ended", moment(task.endNanos())),
                        fact(
                                "Ran",
                                task.hasStarted()
                                        ? TimeText.of(task.ran(trace.endNanos()).durationNanos())
                                        : ""),
                        fact(
                                "Outcome",
                                task.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        fact("Returned", task.returned())));
    }

    private static String argument(Argument argument) {
        String nature = argument.nature() == Argument.Nature.PLAIN
                ? ""
                : " (" + argument.nature().name().toLowerCase(Locale.ROOT) + ")";
        return argument.name() + ": " + argument.type() + nature + (argument.isDefault() ? ", by default" : "");
    }

    private void request(Request request) {
        group(
                "REQUEST",
                List.of(
                        fact("Request", request.name()),
                        fact("Status", request.status() > 0 ? StatusText.of(request.status()) : "none"),
                        fact(
                                "Route",
                                Things.has(trace.functions(), request.routeFunction())
                                        ? trace.functions()
                                                .get(request.routeFunction())
                                                .name()
                                        : ""),
                        fact("Client", request.client()),
                        fact("Arrived", moment(request.startNanos())),
                        fact("Answered", moment(request.responseEndNanos())),
                        fact(
                                "Client waited",
                                TimeText.of(
                                        request.clientWaited(trace.endNanos()).durationNanos())),
                        fact("Work continued", continued(request))));
    }

    private static String continued(Request request) {
        return request.hasAnswered() && request.endNanos() > request.responseEndNanos()
                ? TimeText.of(request.endNanos() - request.responseEndNanos())
                : "";
    }

    private void finding(Finding finding) {
        group(
                "FINDING",
                List.of(
                        fact("Rule", finding.ruleId()),
                        fact("Severity", finding.severity().name().toLowerCase(Locale.ROOT)),
                        fact("Line", finding.location() == null ? "" : Places.inFunction(finding.location())),
                        fact("From", moment(finding.when().startNanos())),
                        fact("Others lost", finding.costNanos() > 0 ? TimeText.of(finding.costNanos()) : "")));
    }

    private void group(String heading, List<Origin.Fact> facts) {
        groups.add(new Group(heading, facts));
    }

    private static Origin.Fact fact(String name, String value) {
        return new Origin.Fact(name, VisibleText.code(value));
    }

    private static String moment(long nanos) {
        return nanos == Trace.NEVER ? "never" : When.of(nanos);
    }
}
