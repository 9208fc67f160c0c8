package taskscope.timeline;

/// Whose work a box shows. Colour tells the role, and nothing else.
public enum Role {
    REQUEST,
    TASK,
    SESSION,
    STALL,
    ERROR,
    IDLE
}
