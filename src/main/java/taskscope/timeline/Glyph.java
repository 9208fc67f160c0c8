package taskscope.timeline;

/// The shape of a moment on a lane.
public enum Glyph {
    /// Something was queued.
    DIAMOND,
    /// The response left.
    FLAG,
    /// An exception, or a finding of high severity.
    CROSS,
    /// A finding of medium severity, or a use of what was closed.
    TRIANGLE,
    /// A finding of low severity, or a plain moment.
    DOT,
    /// Something was closed.
    SQUARE
}
