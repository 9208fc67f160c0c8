package taskscope.view.inspector;

import taskscope.diagnosis.Finding;
import taskscope.trace.Dependency;
import taskscope.trace.EventKind;
import taskscope.trace.Thing;
import taskscope.trace.Trace;
import taskscope.view.words.Proof;
import taskscope.view.words.Things;

/// Which task, request, exception and stall a subject is about, [Trace#NONE] where none.
final class About {

    private About() {}

    static int task(Subject subject, Trace trace) {
        if (subject.thing() != null) {
            return subject.thing().kind() == Thing.Kind.TASK ? subject.thing().id() : Trace.NONE;
        }
        if (subject.event() != Trace.NONE && trace.events().task(subject.event()) != Trace.NONE) {
            return trace.events().task(subject.event());
        }
        return subject.finding() == null ? Trace.NONE : subject.finding().task();
    }

    static int request(Subject subject, Trace trace) {
        int task = task(subject, trace);
        if (Things.has(trace.tasks(), task)) {
            return trace.tasks().get(task).request();
        }
        Thing thing = subject.thing();
        if (thing != null) {
            return switch (thing.kind()) {
                case REQUEST -> thing.id();
                case STALL -> trace.stalls().get(thing.id()).request();
                case LOOP, TASK, THREAD, THREADS, SESSION, POOL, CHECKOUT, PROCESS -> Trace.NONE;
            };
        }
        if (subject.event() != Trace.NONE) {
            return trace.events().request(subject.event());
        }
        return subject.finding() == null ? Trace.NONE : subject.finding().request();
    }

    /// The exception of the event, else of the finding's evidence, else of the task, else of the request.
    static int exception(Subject subject, Trace trace) {
        int own = ofEvent(subject.event(), trace);
        if (own != Trace.NONE) {
            return own;
        }
        Finding finding = subject.finding();
        if (finding != null && subject.event() == Proof.keyEvent(finding)) {
            int proven = Proof.ofFamily(finding).reversed().stream()
                    .mapToInt(each -> ofEvent(each.event(), trace))
                    .filter(each -> each != Trace.NONE)
                    .findFirst()
                    .orElse(Trace.NONE);
            if (proven != Trace.NONE) {
                return proven;
            }
        }
        return ofWork(task(subject, trace), request(subject, trace), trace);
    }

    static int stall(Subject subject) {
        if (subject.thing() != null && subject.thing().kind() == Thing.Kind.STALL) {
            return subject.thing().id();
        }
        return subject.finding() == null ? Trace.NONE : subject.finding().stall();
    }

    private static int ofWork(int task, int request, Trace trace) {
        if (Things.has(trace.tasks(), task)) {
            return trace.tasks().get(task).exception();
        }
        return Things.has(trace.requests(), request)
                ? trace.requests().get(request).exception()
                : Trace.NONE;
    }

    private static int ofEvent(int event, Trace trace) {
        if (event == Trace.NONE) {
            return Trace.NONE;
        }
        int subject = trace.events().subject(event);
        EventKind kind = trace.events().kind(event);
        return switch (kind) {
            case EXCEPTION_SEEN, TASK_FAILED, TASK_CANCELLED -> subject;
            case LOG_WRITTEN ->
                Things.has(trace.logs(), subject) ? trace.logs().get(subject).exception() : Trace.NONE;
            case REQUEST_ENDED ->
                Things.has(trace.requests(), trace.events().request(event))
                        ? trace.requests().get(trace.events().request(event)).exception()
                        : Trace.NONE;
            case DEPENDENCY_EXITED ->
                Things.has(trace.dependencies(), subject)
                        ? thrown(trace.dependencies().get(subject))
                        : Trace.NONE;
            default -> Trace.NONE;
        };
    }

    private static int thrown(Dependency dependency) {
        return dependency.exitedException() != Trace.NONE
                ? dependency.exitedException()
                : dependency.exitingException();
    }
}
