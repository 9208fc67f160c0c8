package taskscope.traceback;

/// One call on a Python stack. `code` is the text of the line, stripped, and `""` where it was not at hand;
/// `line` is 0 where unknown.
public record Frame(String file, int line, String function, String code, boolean isUsers) {}
