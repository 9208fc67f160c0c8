package taskscope.recording;

/// What the value of a key looks like in the file.
enum Shape {
    NUMBER,
    ID,
    TEXT,
    FLAG,
    TEXTS,
    IDS,
    COUNTS,
    LOCATION,
    ARGUMENTS,
    FRAMES,
    SAMPLES,
    BUSY_THREADS,
    /// How many rows, or which: `statement.ran` and `session.flushed` share the key.
    ROWS
}
