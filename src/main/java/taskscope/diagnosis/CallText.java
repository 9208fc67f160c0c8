package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A call inside a statement of the user's, `tasks.add_task(send_mail, order)`, taken apart so that it can be written
/// anew around its arguments.
///
/// `before` and `after` are the text around what is between the brackets.
public record CallText(String before, List<String> arguments, String after) {

    public CallText {
        arguments = List.copyOf(arguments);
    }

    /// The call of a function or method with this simple name; empty where there is none, or more than one.
    public static Optional<CallText> of(String text, String name) {
        Matcher call = Pattern.compile("\\b" + Pattern.quote(name) + "\\(").matcher(text);
        if (!call.find()) {
            return Optional.empty();
        }
        int open = call.end();
        return call.find() ? Optional.empty() : argumentsFrom(text, open);
    }

    /// The call that the whole text is: `notify(order)`.
    public static Optional<CallText> outermost(String text) {
        int open = text.indexOf('(') + 1;
        return open == 0
                ? Optional.empty()
                : argumentsFrom(text, open).filter(call -> call.after().equals(")"));
    }

    /// No comment stands between the arguments, so they may be written in one line.
    public boolean isPlain() {
        return arguments.stream().noneMatch(each -> each.contains("#"));
    }

    private static Optional<CallText> argumentsFrom(String text, int open) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = open;
        for (int at = open; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '"' || letter == '\'') {
                at = endOfString(text, at);
            } else if (letter == ')' && depth == 0) {
                addTo(arguments, text.substring(from, at));
                return Optional.of(new CallText(text.substring(0, open), arguments, text.substring(at)));
            } else if (letter == ',' && depth == 0) {
                addTo(arguments, text.substring(from, at));
                from = at + 1;
            } else {
                depth += "([{".indexOf(letter) >= 0 ? 1 : ")]}".indexOf(letter) >= 0 ? -1 : 0;
            }
        }
        return Optional.empty();
    }

    private static void addTo(List<String> arguments, String argument) {
        if (!argument.isBlank()) {
            arguments.add(argument.strip());
        }
    }

    private static int endOfString(String text, int open) {
        String quote = text.startsWith("\"\"\"", open) || text.startsWith("'''", open)
                ? text.substring(open, open + 3)
                : text.substring(open, open + 1);
        int at = open + quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + quote.length() - 1;
    }

    /// The statement with other arguments in the call.
    public String with(List<String> others) {
        return before + String.join(", ", others) + after;
    }
}
