package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Dependency;
import taskscope.trace.Trace;

/// The dependencies with `yield` of a run, each completed by the events that tell of it.
final class DependencyDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final LossList losses;

    DependencyDrafts(LossList losses) {
        this.losses = losses;
    }

    private static final class Draft {
        int process;
        int request;
        int function;
        Dependency.Scope scope = Dependency.Scope.UNKNOWN;
        long enteringNanos;
        long enteredNanos = EventOrder.UNSET;
        long exitingNanos = EventOrder.UNSET;
        long exitedNanos = EventOrder.UNSET;
        int exitingException = Trace.NONE;
        int exitedException = Trace.NONE;
        int entering;
        int entered = Trace.NONE;
        int exiting = Trace.NONE;
        int exited = Trace.NONE;
    }

    int entering(CurrentEvent event, int function) {
        Draft draft = new Draft();
        draft.process = event.process();
        draft.request = event.request();
        draft.function = function;
        draft.scope = Names.of(Dependency.Scope.class, event.text(Key.SCOPE), Dependency.Scope.UNKNOWN);
        draft.enteringNanos = event.timeNanos();
        draft.entering = event.index();
        byId.put(event.process(), event.id(Key.DEPENDENCY), drafts.size());
        drafts.add(draft);
        return drafts.size() - 1;
    }

    /// A dependency that failed to enter was never entered, and is over.
    int entered(CurrentEvent event, int exception) {
        int dependency = find(event);
        if (dependency != Trace.NONE) {
            Draft draft = drafts.get(dependency);
            draft.entered = event.index();
            draft.enteredNanos = exception == Trace.NONE ? event.timeNanos() : EventOrder.UNSET;
            draft.exitedNanos = exception == Trace.NONE ? EventOrder.UNSET : event.timeNanos();
            draft.exitedException = exception;
        }
        return dependency;
    }

    int exiting(CurrentEvent event, int exception) {
        int dependency = find(event);
        if (dependency != Trace.NONE) {
            Draft draft = drafts.get(dependency);
            draft.exiting = event.index();
            draft.exitingNanos = event.timeNanos();
            draft.exitingException = exception;
        }
        return dependency;
    }

    int exited(CurrentEvent event, int exception) {
        int dependency = find(event);
        if (dependency == Trace.NONE) {
            losses.addEndWithoutBegin("dependency", event.id(Key.DEPENDENCY));
            return dependency;
        }
        Draft draft = drafts.get(dependency);
        draft.exited = event.index();
        draft.exitedNanos = event.timeNanos();
        draft.exitedException = exception;
        return dependency;
    }

    List<Dependency> frozen(EventOrder order) {
        List<Dependency> dependencies = new ArrayList<>(drafts.size());
        for (Draft each : drafts) {
            dependencies.add(frozen(dependencies.size(), each, order));
        }
        return List.copyOf(dependencies);
    }

    private int find(CurrentEvent event) {
        return byId.find(event.process(), event.id(Key.DEPENDENCY));
    }

    private static Dependency frozen(int id, Draft draft, EventOrder order) {
        return new Dependency(
                id,
                draft.process,
                draft.request,
                draft.function,
                draft.scope,
                order.time(draft.enteringNanos),
                order.time(draft.enteredNanos),
                order.time(draft.exitingNanos),
                order.time(draft.exitedNanos),
                draft.exitingException,
                draft.exitedException,
                new Dependency.Marks(
                        order.event(draft.entering),
                        order.event(draft.entered),
                        order.event(draft.exiting),
                        order.event(draft.exited)));
    }
}
