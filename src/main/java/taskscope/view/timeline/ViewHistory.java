package taskscope.view.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import taskscope.timeline.Viewport;

/// The views that were left, to go back to and forward again, as a browser does with pages.
final class ViewHistory {

    /// A held key leaves many views behind; older ones than this nobody remembers.
    private static final int MOST = 50;

    private final Deque<Viewport> behind = new ArrayDeque<>();
    private final Deque<Viewport> ahead = new ArrayDeque<>();

    void leave(Viewport view) {
        ahead.clear();
        if (!view.equals(behind.peekLast())) {
            behind.addLast(view);
        }
        if (behind.size() > MOST) {
            behind.removeFirst();
        }
    }

    Optional<Viewport> back(Viewport now) {
        return move(behind, ahead, now);
    }

    Optional<Viewport> forward(Viewport now) {
        return move(ahead, behind, now);
    }

    private static Optional<Viewport> move(Deque<Viewport> from, Deque<Viewport> to, Viewport now) {
        Optional<Viewport> next = Optional.ofNullable(from.pollLast());
        next.ifPresent(_ -> to.addLast(now));
        return next;
    }
}
