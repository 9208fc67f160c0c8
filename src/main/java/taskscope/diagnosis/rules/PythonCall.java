package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A call as it stands in a line of Python: `requests.get(url, timeout=10)`, from `start` to `end` of the text.
record PythonCall(String text, int start, int end, String callee, String arguments) {

    private static final Pattern CALL = Pattern.compile("(?<![\\w.])(?<callee>[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)\\(");
    private static final Set<String> NO_CALLS = Set.of(
            "if", "elif", "while", "for", "in", "and", "or", "not", "return", "await", "yield", "with", "lambda");
    private static final Set<String> QUICK =
            Set.of("print", "len", "str", "int", "float", "repr", "range", "list", "dict", "set", "tuple", "super");

    /// The call of the function with this simple name; where it is not on the line, the first that may take long.
    static Optional<PythonCall> in(String text, String calledName) {
        List<PythonCall> calls = all(text);
        return calls.stream()
                .filter(each -> each.simpleName().equals(calledName))
                .findFirst()
                .or(() -> calls.stream()
                        .filter(each -> !QUICK.contains(each.callee()))
                        .findFirst())
                .or(() -> calls.stream().findFirst());
    }

    private static List<PythonCall> all(String text) {
        List<PythonCall> calls = new ArrayList<>();
        Matcher call = CALL.matcher(text);
        while (call.find()) {
            boolean isDefinition = text.substring(0, call.start()).matches("(?s).*\\b(def|class) +");
            int close = closing(text, call.end());
            if (close >= 0 && !isDefinition && !NO_CALLS.contains(call.group("callee"))) {
                calls.add(new PythonCall(
                        text, call.start(), close + 1, call.group("callee"), text.substring(call.end(), close)));
            }
        }
        return calls;
    }

    private static int closing(String text, int from) {
        int depth = 0;
        char quote = 0;
        for (int at = from; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quote != 0) {
                at += letter == '\\' ? 1 : 0;
                quote = letter == quote ? 0 : quote;
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if ("([{".indexOf(letter) >= 0) {
                depth++;
            } else if (")]}".indexOf(letter) >= 0 && depth-- == 0) {
                return at;
            }
        }
        return -1;
    }

    String simpleName() {
        return callee.substring(callee.lastIndexOf('.') + 1);
    }

    /// The whole text with the call handed to `runner`, which gives an awaitable: `await runner(requests.get, url)`.
    String awaitedThrough(String runner) {
        boolean isGenerator = arguments.matches("(?s).*\\bfor\\b.*");
        String plain = arguments.isBlank() ? callee : callee + ", " + arguments.strip();
        String handed = isGenerator ? "lambda: " + text.substring(start, end) : plain;
        String awaited = "await " + runner + "(" + handed + ")";
        boolean isWhole = text.substring(0, start).strip().matches("(?s)|return|[\\w.,\\[\\]\"' ]+=")
                && text.substring(end).strip().matches("|;.*|#.*");
        return text.substring(0, start) + (isWhole ? awaited : "(" + awaited + ")") + text.substring(end);
    }
}
