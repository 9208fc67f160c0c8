package taskscope.playback;

/// One line of the state at T: who, and where they stand, as a sentence without its subject.
public record StandingLine(Standing standing, String name, String sentence, Health health, boolean hasChanged) {}
