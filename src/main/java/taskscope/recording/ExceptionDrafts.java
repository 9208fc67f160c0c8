package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// The exceptions of a run. What caused what is known by ids until all of them were read.
final class ExceptionDrafts {

    /// Python itself prints no longer chain in full; deeper ones end here.
    private static final int LONGEST_CHAIN = 64;

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();

    private record Draft(
            int process,
            String type,
            String message,
            List<Frame> frames,
            int cause,
            int context,
            boolean isContextSuppressed,
            List<Long> group,
            List<String> notes) {}

    int seen(CurrentEvent event) {
        byId.put(event.process(), event.id(Key.EXCEPTION), drafts.size());
        drafts.add(new Draft(
                event.process(),
                event.text(Key.TYPE),
                event.text(Key.MESSAGE),
                event.all(Key.FRAMES),
                event.id(Key.CAUSE),
                event.id(Key.CONTEXT),
                event.flag(Key.SUPPRESSED),
                event.all(Key.GROUP),
                event.texts(Key.NOTES)));
        return drafts.size() - 1;
    }

    /// The exception that an event names, [Trace#NONE] where it names none.
    int of(CurrentEvent event) {
        return of(event.process(), event.id(Key.EXCEPTION));
    }

    int of(int process, int id) {
        return byId.find(process, id);
    }

    List<RaisedException> frozen() {
        @Nullable RaisedException[] done = new @Nullable RaisedException[drafts.size()];
        List<RaisedException> exceptions = new ArrayList<>(done.length);
        for (int each = 0; each < done.length; each++) {
            exceptions.add(frozen(each, done, new ArrayList<>()));
        }
        return List.copyOf(exceptions);
    }

    /// `chain`: those that are being frozen now; Python allows a circle, and a trace does not.
    private RaisedException frozen(int exception, @Nullable RaisedException[] done, List<Integer> chain) {
        RaisedException known = done[exception];
        if (known != null) {
            return known;
        }
        Draft draft = drafts.get(exception);
        chain.addLast(exception);
        List<RaisedException> group = new ArrayList<>();
        for (Long id : draft.group) {
            RaisedException member = linked(draft.process, Math.clamp(id, Trace.NONE, Integer.MAX_VALUE), done, chain);
            if (member != null) {
                group.add(member);
            }
        }
        RaisedException frozen = new RaisedException(
                draft.type,
                draft.message,
                draft.frames,
                linked(draft.process, draft.cause, done, chain),
                linked(draft.process, draft.context, done, chain),
                draft.isContextSuppressed,
                group,
                draft.notes);
        chain.removeLast();
        done[exception] = frozen;
        return frozen;
    }

    private @Nullable RaisedException linked(
            int process, int id, @Nullable RaisedException[] done, List<Integer> chain) {
        int exception = byId.find(process, id);
        boolean ends = exception == Trace.NONE || chain.size() >= LONGEST_CHAIN || chain.contains(exception);
        return ends ? null : frozen(exception, done, chain);
    }
}
