package taskscope.playback;

import java.util.List;

/// Who stands where after an event: those at work, and the latest of those that are done, clients first.
///
/// Where more are at work than anybody reads, those that moved last are here, and `restCount` says how many are not.
public record State(int event, long timeNanos, List<Standing> standings, int restCount) {

    public State {
        standings = List.copyOf(standings);
    }

    /// Whether the last step brought the party here.
    public boolean hasChanged(Standing standing) {
        return standing.sinceEvent() == event;
    }
}
