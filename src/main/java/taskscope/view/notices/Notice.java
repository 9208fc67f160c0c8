package taskscope.view.notices;

/// What happened, where, what still works, and what to do next, in sentences. `details` are for whoever mends it, `""`
/// where the sentences say all.
public record Notice(String title, String text, String details) {}
