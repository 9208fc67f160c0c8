package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Location;
import taskscope.trace.Request;
import taskscope.trace.Trace;

/// The user's route, where it asks for a dependency and where it returns.
final class RouteCode {

    private static final Pattern RETURN = Pattern.compile("(?s)(?<indent>\\s*)return (?<value>.+)");

    private final UserCode code;
    private final boolean knowsScopes;

    RouteCode(Trace trace) {
        this.code = UserCode.of(trace);
        this.knowsScopes = SessionOwner.knowsScopes(trace);
    }

    /// The line of the definition that names the dependency, else the definition.
    Optional<Location> asksAt(Request request, String dependency) {
        return code.function(request.routeFunction())
                .flatMap(route -> code.definition(route)
                        .map(definition -> new Location(
                                route.file(),
                                definition.line() + Math.max(0, lineWith(definition, dependency)),
                                route.simpleName())));
    }

    private static int lineWith(Snippet definition, String dependency) {
        for (int at = 0; at < definition.lines().size(); at++) {
            if (depends(dependency).matcher(definition.lines().get(at)).find()) {
                return at;
            }
        }
        return -1;
    }

    private static Pattern depends(String dependency) {
        return Pattern.compile("Depends\\(\\s*(?<callable>(?:\\w+\\.)*" + Pattern.quote(dependency) + ")\\s*\\)");
    }

    /// `Depends(get_db)` becomes `Depends(get_db, scope="function")`, where this FastAPI knows scopes.
    Optional<Fix> leftWithRoute(Request request, String dependency) {
        Optional<FunctionInfo> route = code.function(request.routeFunction()).filter(_ -> knowsScopes);
        return route.flatMap(code::definition).flatMap(definition -> {
            int at = lineWith(definition, dependency);
            if (at < 0) {
                return Optional.empty();
            }
            String before = definition.lines().get(at);
            String after = depends(dependency)
                    .matcher(before)
                    .replaceFirst(found ->
                            Matcher.quoteReplacement("Depends(" + found.group("callable") + ", scope=\"function\")"));
            return Optional.of(new Fix(
                    "Leave " + dependency + " when the route returns",
                    definition.file(),
                    definition.line() + at,
                    before,
                    after));
        });
    }

    /// The last `return` works out its value, then the session is told to do something, then it returns.
    Optional<Fix> beforeReturn(Request request, String dependency, String title, String method) {
        return code.function(request.routeFunction())
                .flatMap(route -> code.body(route)
                        .flatMap(body -> session(route, dependency)
                                .flatMap(session -> beforeReturn(route, body, title, session + "." + method))));
    }

    private Optional<Fix> beforeReturn(FunctionInfo route, Snippet body, String title, String call) {
        String awaits = route.mode() == FunctionInfo.Mode.ASYNC && isAsyncSession(route) ? "await " : "";
        int lastLine = body.line() + body.lines().size() - 1;
        return code.statement(new Location(body.file(), lastLine, route.simpleName()))
                .flatMap(last -> {
                    Matcher part = RETURN.matcher(last.text());
                    if (!part.matches() || !part.group("indent").equals(body.indent())) {
                        return Optional.empty();
                    }
                    List<String> after = new ArrayList<>();
                    after.add(body.indent() + "answer = " + part.group("value"));
                    after.add(body.indent() + awaits + call);
                    after.add(body.indent() + "return answer");
                    return Optional.of(last.replacedBy(title, after));
                });
    }

    private boolean isAsyncSession(FunctionInfo route) {
        return code.whole(route)
                .map(Snippet::text)
                .filter(text -> text.contains("await "))
                .isPresent();
    }

    /// The route's name for the session: the parameter that depends on it, else what the route commits or queries.
    private Optional<String> session(FunctionInfo route, String dependency) {
        String whole = code.whole(route).map(Snippet::text).orElse("");
        Matcher asked = Pattern.compile("(?<name>\\w+)\\s*(?::[^=,]*)?=\\s*(?:\\w+\\.)*"
                        + depends(dependency).pattern())
                .matcher(whole);
        Matcher annotated = Pattern.compile("(?<name>\\w+)\\s*:\\s*Annotated\\[[^=:]*?"
                        + depends(dependency).pattern())
                .matcher(whole);
        Matcher used = Pattern.compile("\\b(?<name>\\w+)\\.(?:add|flush|execute|scalars?|query|get|refresh)\\(")
                .matcher(whole);
        return asked.find()
                ? Optional.of(asked.group("name"))
                : annotated.find()
                        ? Optional.of(annotated.group("name"))
                        : used.find() ? Optional.of(used.group("name")) : Optional.empty();
    }

    /// Two fixes of the route as one.
    Optional<Fix> together(Request request, Fix one, Fix other) {
        return code.function(request.routeFunction())
                .flatMap(code::whole)
                .flatMap(whole -> JoinedFixes.inside(whole, one, other));
    }

    /// Whether the dependency commits in its code behind the `yield`.
    boolean commitsAfterYield(int dependencyFunction) {
        return commitLine(dependencyFunction).isPresent();
    }

    Optional<Location> commitLine(int dependencyFunction) {
        return code.function(dependencyFunction).flatMap(function -> {
            boolean isBehindYield = false;
            for (int at = 0; at < function.source().size(); at++) {
                String line = function.source().get(at);
                isBehindYield |= line.matches(".*\\byield\\b.*");
                if (isBehindYield && line.contains(".commit(")) {
                    return Optional.of(new Location(function.file(), function.line() + at, function.simpleName()));
                }
            }
            return Optional.empty();
        });
    }
}
