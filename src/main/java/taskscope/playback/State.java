package taskscope.playback;

import java.util.List;

/// Who stands where after an event: those at work, and the latest of those that are done, clients first.
public record State(int event, long timeNanos, List<Standing> standings) {

    public State {
        standings = List.copyOf(standings);
    }

    /// Whether the last step brought the party here.
    public boolean hasChanged(Standing standing) {
        return standing.sinceEvent() == event;
    }
}
