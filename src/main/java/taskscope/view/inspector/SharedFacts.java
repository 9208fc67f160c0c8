package taskscope.view.inspector;

import java.util.stream.Collectors;
import taskscope.time.TimeText;
import taskscope.trace.Checkout;
import taskscope.trace.Session;
import taskscope.trace.Stall;
import taskscope.view.words.Places;
import taskscope.view.words.When;

/// What is known of what requests and tasks share: the event loop, sessions and connections.
final class SharedFacts {

    private SharedFacts() {}

    static FactGroup stall(Stall stall) {
        return new FactGroup("STALL OF THE EVENT LOOP")
                .at("From", stall.when().startNanos())
                .with(
                        "Lasted",
                        TimeText.of(stall.when().durationNanos())
                                + (stall.hasEnded() ? "" : ", until the recording stopped"))
                .with(
                        "Held by",
                        FactGroup.words(stall.owner()) + (stall.coroutine().isEmpty() ? "" : ", " + stall.coroutine()))
                .with("Of it computing", stall.cpuNanos() < 0 ? "" : TimeText.of(stall.cpuNanos()));
    }

    static FactGroup session(Session session) {
        return new FactGroup("SESSION")
                .with("Class", session.className())
                .at("Created", session.createdNanos())
                .with("At", Places.of(session.createdAt()))
                .with(
                        "Steps",
                        session.steps().stream()
                                .map(step -> When.of(step.timeNanos()) + " " + FactGroup.words(step.action()))
                                .collect(Collectors.joining("\n")));
    }

    static FactGroup connection(Checkout checkout) {
        return new FactGroup("CONNECTION")
                .with("Waited", TimeText.of(checkout.waitedNanos()))
                .at("Taken", checkout.outNanos())
                .at("Given back", checkout.inNanos())
                .with("Pool", checkout.out() + " of " + checkout.size() + " in use then");
    }
}
