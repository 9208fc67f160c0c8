package taskscope.traceback;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Python exception as it was seen: outermost frame first, with what caused it and what it groups.
///
/// `type` is dotted (`sqlalchemy.orm.exc.DetachedInstanceError`). `cause` is `raise ... from`, `context` the one that
/// was being handled; `isContextSuppressed` is Python's `__suppress_context__`.
public record RaisedException(
        String type,
        String message,
        List<Frame> frames,
        @Nullable RaisedException cause,
        @Nullable RaisedException context,
        boolean isContextSuppressed,
        List<RaisedException> group,
        List<String> notes) {

    public RaisedException {
        frames = List.copyOf(frames);
        group = List.copyOf(group);
        notes = List.copyOf(notes);
    }

    /// The last part of the dotted type: `DetachedInstanceError`.
    public String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /// The innermost frame in the user's own code, which is where the reader looks first.
    public Optional<Frame> innermostUserFrame() {
        return frames.reversed().stream().filter(Frame::isUsers).findFirst();
    }
}
