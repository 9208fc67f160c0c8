package taskscope.diagnosis;

/// What to change, with the code before and after. `file` is `""` and `line` 0 where the user's source is not at hand;
/// then `before` and `after` are an example.
public record Fix(String title, String file, int line, String before, String after) {

    public Fix {
        if (title.isBlank() || before.isBlank() || after.isBlank()) {
            throw new IllegalArgumentException("a fix needs a title, a before and an after: " + title);
        }
    }

    public static Fix example(String title, String before, String after) {
        return new Fix(title, "", 0, before, after);
    }

    /// Whether the code is the user's own, so that it can be copied over the lines from `line` on.
    public boolean isUsersCode() {
        return !file.isEmpty();
    }
}
