package taskscope.capture;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import taskscope.capture.HttpFileLines.Block;
import taskscope.capture.HttpFileLines.Line;
import taskscope.capture.HttpFileRequest.Header;

/// One block of an `.http` file -> its request: tags, request line, headers, an empty line, body.
final class HttpRequestParser {

    private static final Pattern TAG = Pattern.compile("(?:#|//)\\s*@(name|parallel)\\b[\\s=]*(.*)");
    private static final Pattern REQUEST =
            Pattern.compile("(?:([A-Z]+)\\s+)?(/\\S*|https?://\\S+)(?:\\s+HTTP/[\\d.]+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

    /// More at once than a test machine has sockets for is a slip of the finger.
    private static final int MOST_PARALLEL = 1_000;

    private final Path file;
    private final HttpFileVariables variables;
    private String name = "";
    private int parallelCount = 1;

    HttpRequestParser(Path file, HttpFileVariables variables) {
        this.file = file;
        this.variables = variables;
    }

    HttpFileRequest parse(Block block) throws CannotRecord {
        Deque<Line> rest = new ArrayDeque<>(block.lines());
        while (!HttpFileParser.isRequest(rest.element())) {
            takeTag(rest.remove());
        }
        Line first = rest.element();
        Matcher request = REQUEST.matcher(requestLine(rest));
        if (!request.matches()) {
            throw wrong(first, "this is no request; write one such as POST /signup or GET http://127.0.0.1:8000/");
        }
        String method = request.group(1) == null ? "GET" : request.group(1).toUpperCase(Locale.ROOT);
        checkTarget(request.group(2), first);
        List<Header> headers = headers(rest);
        HttpRequestBody body = body(rest);
        String shown =
                name.isEmpty() ? block.title().isEmpty() ? method + " " + request.group(2) : block.title() : name;
        return new HttpFileRequest(shown, method, request.group(2), headers, body, parallelCount);
    }

    private void takeTag(Line line) throws CannotRecord {
        Matcher tag = TAG.matcher(line.text());
        if (!tag.matches()) {
            return;
        }
        String value = tag.group(2).strip();
        if (tag.group(1).equals("name")) {
            name = value;
        } else if (value.matches("\\d{1,4}")
                && Integer.parseInt(value) >= 1
                && Integer.parseInt(value) <= MOST_PARALLEL) {
            parallelCount = Integer.parseInt(value);
        } else {
            throw wrong(line, "@parallel takes a number from 1 to " + MOST_PARALLEL + ", not \"" + value + "\"");
        }
    }

    /// The request line, and the parts of a long query that stand indented below it.
    private String requestLine(Deque<Line> rest) throws CannotRecord {
        var whole = new StringBuilder(variables.fillIn(rest.remove()).strip());
        while (!rest.isEmpty() && rest.element().text().matches("\\s+[?&].*")) {
            whole.append(variables.fillIn(rest.remove()).strip());
        }
        return whole.toString();
    }

    private void checkTarget(String target, Line line) throws CannotRecord {
        try {
            URI.create(target);
        } catch (IllegalArgumentException notAUri) {
            throw wrong(line, "this is no URL: " + notAUri.getMessage());
        }
    }

    private List<Header> headers(Deque<Line> rest) throws CannotRecord {
        var headers = new ArrayList<Header>();
        while (!rest.isEmpty() && !rest.element().isBlank()) {
            Line line = rest.remove();
            if (line.isComment()) {
                takeTag(line);
                continue;
            }
            Matcher header = HEADER.matcher(variables.fillIn(line));
            if (!header.matches()) {
                throw wrong(line, "this is no header (Name: value); an empty line goes before the body");
            }
            headers.add(new Header(header.group(1), header.group(2).strip()));
        }
        return headers;
    }

    private HttpRequestBody body(Deque<Line> rest) throws CannotRecord {
        var lines = new ArrayList<>(rest);
        lines.removeIf(each -> each.text().startsWith("<> "));
        while (!lines.isEmpty() && lines.getFirst().isBlank()) {
            lines.removeFirst();
        }
        while (!lines.isEmpty() && lines.getLast().isBlank()) {
            lines.removeLast();
        }
        if (lines.isEmpty()) {
            return new HttpRequestBody.None();
        }
        Line first = lines.getFirst();
        if (first.text().startsWith("< ")) {
            return content(lines);
        }
        if (first.text().startsWith("> ")) {
            throw wrong(first, "scripts for responses are not run; remove this part");
        }
        var filled = new ArrayList<String>();
        for (Line line : lines) {
            filled.add(variables.fillIn(line));
        }
        return new HttpRequestBody.Text(filled.stream().collect(Collectors.joining("\n")));
    }

    private HttpRequestBody content(List<Line> lines) throws CannotRecord {
        Line first = lines.getFirst();
        if (lines.size() > 1) {
            throw wrong(lines.get(1), "a body is either text or one file");
        }
        String named = variables.fillIn(first).substring(1).strip();
        Path content = file.toAbsolutePath().resolveSibling(named).normalize();
        if (!Files.isReadable(content) || Files.isDirectory(content)) {
            throw wrong(first, "the body " + named + " is no file that can be read; its path starts at this file");
        }
        return new HttpRequestBody.Content(content);
    }

    private CannotRecord wrong(Line line, String what) {
        return CannotRecord.inFile(file.toString(), line.number(), what);
    }
}
