package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Session;

/// How the user's own code makes a session: `SessionLocal()`, read from the line that made the one that was recorded.
record SessionFactory(String expression, boolean isAsync, FunctionInfo function, List<String> globals) {

    private static final Pattern MADE = Pattern.compile("(?s)(?:async )?with (?<with>.+?) as \\w+\\b.*:"
            + "|[\\w.]+(?:\\s*:[^=]+)?\\s*=\\s*(?<assigned>[^=].*)"
            + "|(?:yield|return) (?<given>.+)");
    private static final Pattern CALL = Pattern.compile("(?s)[A-Za-z_][\\w.]*\\(.*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.\"'])[A-Za-z_]\\w*(?!\\w*\\s*=[^=])");
    private static final String BEGINS_TOO = ".begin()";

    SessionFactory {
        globals = List.copyOf(globals);
    }

    static Optional<SessionFactory> of(UserCode code, Session session) {
        return Optional.ofNullable(session.createdAt())
                .flatMap(at -> code.functionAround(at.file(), at.line())
                        .flatMap(function -> code.statement(at)
                                .map(Snippet::text)
                                .map(String::strip)
                                .flatMap(SessionFactory::expression)
                                .flatMap(each -> of(code, session, function, each))));
    }

    private static Optional<String> expression(String statement) {
        Matcher made = MADE.matcher(statement);
        if (!made.matches()) {
            return Optional.empty();
        }
        String found = Optional.ofNullable(made.group("with"))
                .or(() -> Optional.ofNullable(made.group("assigned")))
                .orElseGet(() -> made.group("given"))
                .strip();
        String plain =
                found.endsWith(BEGINS_TOO) ? found.substring(0, found.length() - BEGINS_TOO.length()) + "()" : found;
        return CALL.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    /// Only a factory that works elsewhere too: made from what the module knows, not from parameters or variables.
    private static Optional<SessionFactory> of(
            UserCode code, Session session, FunctionInfo function, String expression) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(expression);
        while (name.find()) {
            names.add(name.group());
        }
        String parameters = code.definition(function).map(Snippet::text).orElse("");
        String body = code.body(function).map(Snippet::text).orElse("");
        boolean isLocal = names.stream()
                .anyMatch(each -> parameters.matches("(?s).*\\(.*\\b" + each + "\\b.*")
                        || body.matches("(?s).*(^|\\n)\\s*" + each + "\\s*=[^=].*"));
        return isLocal
                ? Optional.empty()
                : Optional.of(new SessionFactory(
                        expression,
                        session.className().startsWith("Async"),
                        function,
                        names.stream().distinct().toList()));
    }

    /// What must be imported so that it works in a file; empty where nothing, absent where it cannot be known.
    Optional<String> importIn(String file) {
        if (file.equals(function.file())) {
            return Optional.of("");
        }
        int dot = function.name().lastIndexOf('.');
        String module = dot < 0 ? "" : function.name().substring(0, dot);
        String path = module.replace('.', '/');
        boolean isModule = !module.isEmpty()
                && (function.file().endsWith(path + ".py") || function.file().endsWith(path + "/__init__.py"));
        return isModule ? Optional.of("from " + module + " import " + String.join(", ", globals)) : Optional.empty();
    }

    /// `with SessionLocal() as db:`
    String with(String name, boolean commitsAtEnd) {
        return (isAsync ? "async with " : "with ") + expression + " as " + name
                + (commitsAtEnd ? ", " + name + ".begin():" : ":");
    }
}
