package taskscope.timeline;

/// The state that a box shows. Pattern and shape tell the state, so that nothing is told by colour alone.
public enum Look {
    RUNNING,
    WAITING,
    QUEUED,
    GHOST,
    FAILED,
    CANCELLED
}
