package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;

/// Two fixes of one function as one: the lines from the first to the last of both.
final class JoinedFixes {

    private JoinedFixes() {}

    /// Empty where one of them is not inside the function, or both change the same lines.
    static Optional<Fix> inside(Snippet whole, Fix one, Fix other) {
        boolean isOneUpper = one.line() <= other.line();
        Fix upper = isOneUpper ? one : other;
        Fix lower = isOneUpper ? other : one;
        int behindUpper = upper.line() + lineCount(upper);
        if (!isInside(whole, one) || !isInside(whole, other) || behindUpper > lower.line()) {
            return Optional.empty();
        }
        List<String> between = whole.lines().subList(behindUpper - whole.line(), lower.line() - whole.line());
        String second = other.title().substring(0, 1).toLowerCase(Locale.ROOT)
                + other.title().substring(1);
        return Optional.of(new Fix(
                one.title() + "; " + second,
                upper.file(),
                upper.line(),
                joined(upper.before(), between, lower.before()),
                joined(upper.after(), between, lower.after())));
    }

    private static String joined(String upper, List<String> between, String lower) {
        List<String> lines = new ArrayList<>(List.of(upper));
        lines.addAll(between);
        lines.add(lower);
        return String.join("\n", lines);
    }

    private static boolean isInside(Snippet whole, Fix fix) {
        return fix.file().equals(whole.file())
                && whole.line() <= fix.line()
                && fix.line() + lineCount(fix) <= whole.line() + whole.lines().size();
    }

    private static int lineCount(Fix fix) {
        return (int) fix.before().lines().count();
    }
}
