package taskscope.trace;

/// A row that was written: its table and a salted hash of its primary key, equal within one run for the same row.
public record RowKey(String table, String key) {}
