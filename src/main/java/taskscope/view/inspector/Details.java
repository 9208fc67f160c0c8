package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.List;
import taskscope.diagnosis.Finding;
import taskscope.time.TimeText;
import taskscope.trace.Events;
import taskscope.trace.Thing;
import taskscope.trace.Trace;
import taskscope.view.words.EventText;
import taskscope.view.words.Places;
import taskscope.view.words.Things;

/// All that is known of a subject, as facts under headings.
final class Details {

    private final Trace trace;
    private final List<FactGroup> groups = new ArrayList<>();

    private Details(Trace trace) {
        this.trace = trace;
    }

    static List<FactGroup> of(Subject subject, Trace trace) {
        var details = new Details(trace);
        if (subject.event() != Trace.NONE) {
            details.event(subject.event());
        }
        if (subject.thing() != null) {
            details.thing(subject.thing());
        }
        details.work(About.task(subject, trace), About.request(subject, trace));
        if (subject.finding() != null) {
            details.finding(subject.finding());
        }
        return List.copyOf(details.groups);
    }

    private void event(int event) {
        Events events = trace.events();
        var text = new EventText(trace);
        int thread = events.thread(event);
        groups.add(new FactGroup("EVENT")
                .with("Kind", text.kind(event))
                .with("Time", text.time(event))
                .with("What", text.what(event))
                .with("Where", text.where(event))
                .with(
                        "Thread",
                        Things.has(trace.threads(), thread)
                                ? trace.threads().get(thread).name()
                                : "")
                .with(
                        "Process",
                        Integer.toString(
                                trace.processes().get(events.process(event)).pid()))
                .with(
                        "Number",
                        (event + 1) + " of " + events.count() + ", " + events.sequence(event) + " in its process"));
    }

    private void thing(Thing thing) {
        switch (thing.kind()) {
            case STALL -> groups.add(SharedFacts.stall(trace.stalls().get(thing.id())));
            case SESSION -> groups.add(SharedFacts.session(trace.sessions().get(thing.id())));
            case CHECKOUT -> groups.add(SharedFacts.connection(trace.checkouts().get(thing.id())));
            case REQUEST, TASK, LOOP, THREAD, THREADS, POOL, PROCESS -> {}
        }
    }

    private void work(int task, int request) {
        var facts = new WorkFacts(trace);
        if (Things.has(trace.tasks(), task)) {
            groups.add(facts.task(trace.tasks().get(task)));
        }
        if (Things.has(trace.requests(), request)) {
            groups.add(facts.request(trace.requests().get(request)));
        }
    }

    private void finding(Finding finding) {
        groups.add(new FactGroup("FINDING")
                .with("Rule", finding.ruleId())
                .with("Severity", FactGroup.words(finding.severity()))
                .with("Line", finding.location() == null ? "" : Places.inFunction(finding.location()))
                .at("From", finding.when().startNanos())
                .with("Others lost", finding.costNanos() > 0 ? TimeText.of(finding.costNanos()) : ""));
    }
}
