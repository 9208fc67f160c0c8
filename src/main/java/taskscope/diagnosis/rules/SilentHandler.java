package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.HandledException;

/// An `except` of the user's that does nothing about what it catches: it passes, goes on, or returns nothing.
record SilentHandler(Snippet clause, String head, List<String> body) {

    private static final Pattern HEAD =
            Pattern.compile("(?<indent>\\s*)(?<head>except\\b\\s*(?<types>[^:]*?)\\s*:)(?<rest>.*)");
    private static final Pattern NOTHING = Pattern.compile("pass|\\.\\.\\.|continue|return|return None");
    private static final Pattern GOES_ON = Pattern.compile("continue|return|return None");
    private static final Pattern ANY_TYPE = Pattern.compile("(Exception|BaseException)( as \\w+)?|");

    /// Raised by Python itself to say "not there" or "not yet"; catching exactly these is a way to ask.
    private static final Set<String> ANSWERS = Set.of(
            "KeyError",
            "IndexError",
            "LookupError",
            "AttributeError",
            "StopIteration",
            "StopAsyncIteration",
            "ImportError",
            "ModuleNotFoundError",
            "FileNotFoundError",
            "FileExistsError",
            "TimeoutError",
            "Empty",
            "Full",
            "QueueEmpty",
            "QueueFull",
            "NoResultFound",
            "NotImplementedError");

    /// The same for text that may be no number: an answer where the handler goes on with the next one.
    private static final Set<String> CONVERSIONS = Set.of("ValueError", "TypeError", "UnicodeDecodeError");

    static Optional<SilentHandler> at(UserCode code, HandledException handled) {
        return code.compound(handled.handledAt())
                .flatMap(clause -> parsed(clause))
                .filter(handler -> !handler.isControlFlow(simple(handled.type())));
    }

    private static Optional<SilentHandler> parsed(Snippet clause) {
        Matcher part = HEAD.matcher(clause.lines().getFirst());
        if (!part.matches()) {
            return Optional.empty();
        }
        List<String> body = new ArrayList<>();
        if (!part.group("rest").isBlank()) {
            body.add(withoutComment(part.group("rest")));
        }
        clause.lines().stream()
                .skip(1)
                .map(SilentHandler::withoutComment)
                .filter(line -> !line.isEmpty())
                .forEach(body::add);
        boolean isSilent = body.stream()
                .allMatch(line -> line.isEmpty() || NOTHING.matcher(line).matches());
        return isSilent
                ? Optional.of(
                        new SilentHandler(clause, part.group("indent") + part.group("head") + comment(part), body))
                : Optional.empty();
    }

    private static String comment(Matcher head) {
        return head.group("rest").strip().startsWith("#") ? head.group("rest").stripTrailing() : "";
    }

    private static String withoutComment(String line) {
        return line.replaceFirst("#.*", "").strip();
    }

    private boolean isControlFlow(String type) {
        Matcher part = HEAD.matcher(head);
        boolean isBroad =
                part.matches() && ANY_TYPE.matcher(part.group("types")).matches();
        boolean goesOn = body.stream().anyMatch(line -> GOES_ON.matcher(line).matches());
        return !isBroad && (ANSWERS.contains(type) || (goesOn && CONVERSIONS.contains(type)));
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    Optional<Fix> fix(String task) {
        String indent = clause.indent() + "    ";
        List<String> after = new ArrayList<>(List.of(head));
        after.add(indent + "import logging");
        after.add("");
        after.add(indent + "logging.getLogger(__name__).exception(\"" + task + " could not finish\")");
        body.stream().filter(line -> GOES_ON.matcher(line).matches()).forEach(line -> after.add(indent + line));
        return Optional.of(clause.replacedBy("Log what was caught", after));
    }
}
