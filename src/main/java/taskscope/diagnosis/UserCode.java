package taskscope.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import taskscope.diagnosis.PythonLines.Statement;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Location;
import taskscope.trace.Trace;

/// The user's own source, as far as the recording holds it: statements, bodies and definitions, line by line as they
/// stand in the file. Whatever is not at hand is empty; then a rule offers its card's example.
public final class UserCode {

    /// The recorder keeps this many lines of a function; a longer one is cut, so its end cannot be trusted.
    private static final int MOST_LINES_RECORDED = 200;

    private final Map<String, List<FunctionInfo>> functionsOfFile;
    private final List<FunctionInfo> functions;

    private UserCode(Trace trace) {
        functions = trace.functions();
        functionsOfFile = functions.stream()
                .filter(each -> each.isUsers() && !each.source().isEmpty())
                .sorted(Comparator.comparingInt(each -> each.source().size()))
                .collect(Collectors.groupingBy(FunctionInfo::file));
    }

    public static UserCode of(Trace trace) {
        return new UserCode(trace);
    }

    /// The function with this index in the trace, if it is the user's and its source is at hand.
    public Optional<FunctionInfo> function(int index) {
        return index == Trace.NONE
                ? Optional.empty()
                : Optional.of(functions.get(index))
                        .filter(each -> each.isUsers() && !each.source().isEmpty());
    }

    /// The user's only function of this simple name in the file, or in any file.
    public Optional<FunctionInfo> named(String file, String simpleName) {
        List<FunctionInfo> all = functionsOfFile.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.simpleName().equals(simpleName))
                .distinct()
                .toList();
        return all.stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .or(() -> all.stream().filter(_ -> all.size() == 1).findFirst());
    }

    /// The innermost function around a line.
    public Optional<FunctionInfo> functionAround(String file, int line) {
        return functionsOfFile.getOrDefault(file, List.of()).stream()
                .filter(each -> each.line() <= line
                        && line < each.line() + each.source().size())
                .findFirst();
    }

    /// The one line at a place.
    public Optional<String> line(Location at) {
        return functionAround(at.file(), at.line()).map(each -> each.source().get(at.line() - each.line()));
    }

    /// The whole statement around a line, however many lines it takes, without an indented body.
    public Optional<Snippet> statement(Location at) {
        return functionAround(at.file(), at.line())
                .flatMap(function -> PythonLines.statements(function.source()).stream()
                        .filter(each -> each.holds(at.line() - function.line()))
                        .findFirst()
                        .flatMap(each -> snippet(function, List.of(each))));
    }

    /// The statement around a line with all that belongs to it: the body of an `if`, its `else`, and so on.
    public Optional<Snippet> compound(Location at) {
        return functionAround(at.file(), at.line())
                .flatMap(function -> compound(function, at.line() - function.line()));
    }

    private static Optional<Snippet> compound(FunctionInfo function, int index) {
        List<Statement> statements = PythonLines.statements(function.source());
        for (int at = 0; at < statements.size(); at++) {
            if (statements.get(at).holds(index)) {
                return snippet(function, withBody(statements, at));
            }
        }
        return Optional.empty();
    }

    private static List<Statement> withBody(List<Statement> statements, int at) {
        int indent = statements.get(at).indent();
        boolean isClause = statements.get(at).continuesBlock();
        int end = at + 1;
        while (end < statements.size() && belongs(statements.get(end), indent, isClause)) {
            end++;
        }
        return statements.subList(at, end);
    }

    private static boolean belongs(Statement next, int indent, boolean isClause) {
        boolean isNextClause = !isClause && next.indent() == indent && next.continuesBlock();
        return next.indent() > indent || isNextClause;
    }

    /// The statement of the function's own body that holds a line: the whole `for` where the line is inside one.
    public Optional<Snippet> bodyStatement(FunctionInfo function, int line) {
        List<Statement> body = bodyOf(function);
        int at = -1;
        for (int each = 0; each < body.size(); each++) {
            Statement statement = body.get(each);
            boolean isOwn = statement.indent() == body.getFirst().indent() && !statement.continuesBlock();
            at = isOwn && statement.first() <= line - function.line() ? each : at;
        }
        return at < 0 ? Optional.empty() : snippet(function, withBody(body, at));
    }

    /// From `def` to the colon, without decorators.
    public Optional<Snippet> definition(FunctionInfo function) {
        return PythonLines.statements(function.source()).stream()
                .filter(UserCode::isDefinition)
                .findFirst()
                .flatMap(each -> snippet(function, List.of(each)));
    }

    /// All statements below the definition.
    public Optional<Snippet> body(FunctionInfo function) {
        List<Statement> body = bodyOf(function);
        return body.isEmpty() ? Optional.empty() : snippet(function, body);
    }

    /// Definition and body, without decorators.
    public Optional<Snippet> whole(FunctionInfo function) {
        return snippet(
                function,
                PythonLines.statements(function.source()).stream()
                        .dropWhile(each -> !isDefinition(each))
                        .toList());
    }

    private static List<Statement> bodyOf(FunctionInfo function) {
        return PythonLines.statements(function.source()).stream()
                .dropWhile(each -> !isDefinition(each))
                .skip(1)
                .toList();
    }

    private static boolean isDefinition(Statement statement) {
        return statement.text().startsWith("def ") || statement.text().startsWith("async def ");
    }

    private static Optional<Snippet> snippet(FunctionInfo function, List<Statement> statements) {
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        int first = statements.getFirst().first();
        int last = statements.getLast().last();
        boolean isCut = function.source().size() >= MOST_LINES_RECORDED
                && last == function.source().size() - 1;
        boolean[] isString = new boolean[last - first + 1];
        for (Statement each : statements) {
            for (int at = 0; at < each.startsInString().size(); at++) {
                isString[each.first() - first + at] = each.startsInString().get(at);
            }
        }
        return isCut
                ? Optional.empty()
                : Optional.of(new Snippet(
                        function.file(),
                        function.line() + first,
                        function.source().subList(first, last + 1),
                        IntStream.range(0, isString.length)
                                .mapToObj(at -> isString[at])
                                .toList()));
    }
}
