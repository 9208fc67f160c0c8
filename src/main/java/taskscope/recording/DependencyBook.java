package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Dependency;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// The dependencies with `yield` of a run, as their events come in.
final class DependencyBook {

    /// A dependency that is still being told of.
    private static final class Draft {
        int process;
        int request = Trace.NONE;
        int function = Trace.NONE;
        Dependency.Scope scope = Dependency.Scope.UNKNOWN;
        final long[] timesNanos = {Trace.NEVER, Trace.NEVER, Trace.NEVER, Trace.NEVER};
        final int[] events = {Trace.NONE, Trace.NONE, Trace.NONE, Trace.NONE};
        int exitingException = Trace.NONE;
        int exitedException = Trace.NONE;
    }

    private final List<Draft> drafts = new ArrayList<>();
    private final Ids ids = new Ids();
    private final CodeBook code;

    DependencyBook(CodeBook code) {
        this.code = code;
    }

    int take(Entry entry, EventKind kind) {
        int index = ids.of(entry.process, entry.raw.number(Key.DEPENDENCY, 0), () -> {
            drafts.add(new Draft());
            return drafts.size() - 1;
        });
        Draft draft = drafts.get(index);
        draft.process = entry.process;
        draft.request = entry.request == Trace.NONE ? draft.request : entry.request;
        int instant = kind.ordinal() - EventKind.DEPENDENCY_ENTERING.ordinal();
        draft.timesNanos[instant] = entry.timeNanos;
        draft.events[instant] = entry.event;
        switch (kind) {
            case DEPENDENCY_ENTERING -> {
                draft.function = code.function(entry);
                draft.scope = scope(entry.raw.text(Key.SCOPE));
            }
            case DEPENDENCY_EXITING -> draft.exitingException = code.exception(entry);
            case DEPENDENCY_EXITED -> draft.exitedException = code.exception(entry);
            default -> {}
        }
        return index;
    }

    private static Dependency.Scope scope(String id) {
        return switch (id) {
            case "function" -> Dependency.Scope.FUNCTION;
            case "request" -> Dependency.Scope.REQUEST;
            default -> Dependency.Scope.UNKNOWN;
        };
    }

    List<Dependency> freeze(Frozen frozen) {
        List<Dependency> dependencies = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            int[] events = draft.events;
            long[] timesNanos = draft.timesNanos;
            dependencies.add(new Dependency(
                    dependencies.size(),
                    draft.process,
                    draft.request,
                    draft.function,
                    draft.scope,
                    frozen.time(timesNanos[0]),
                    frozen.time(timesNanos[1]),
                    frozen.time(timesNanos[2]),
                    frozen.time(timesNanos[3]),
                    draft.exitingException,
                    draft.exitedException,
                    new Dependency.Marks(
                            frozen.event(events[0]),
                            frozen.event(events[1]),
                            frozen.event(events[2]),
                            frozen.event(events[3]))));
        }
        return dependencies;
    }
}
