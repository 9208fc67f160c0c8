package taskscope.playback;

/// Whether where somebody stands is as it should be.
public enum Health {
    FINE,
    WATCH,
    TROUBLE
}
