package taskscope.playback;

import taskscope.trace.Thing;

/// Where one party stands: what it does, and the event that brought it there.
public record Standing(Thing thing, Phase phase, int sinceEvent) {}
