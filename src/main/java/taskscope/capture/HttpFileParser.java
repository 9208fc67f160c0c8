package taskscope.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import taskscope.capture.HttpFileLines.Block;
import taskscope.capture.HttpFileLines.Line;

/// Text of an `.http` file -> its requests, or one sentence with the line that is wrong.
final class HttpFileParser {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private HttpFileParser() {}

    static HttpFile parse(String text, Path file) throws CannotRecord {
        List<Block> blocks = HttpFileLines.blocks(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        var variables = new HttpFileVariables(file);
        for (Block block : blocks) {
            defineVariables(block, variables);
        }
        var requests = new ArrayList<HttpFileRequest>();
        for (Block block : blocks) {
            if (block.lines().stream().anyMatch(HttpFileParser::isRequest)) {
                requests.add(new HttpRequestParser(file, variables).parse(block));
            }
        }
        if (requests.isEmpty()) {
            throw new CannotRecord(file + " holds no request; write one such as GET /health");
        }
        return new HttpFile(requests);
    }

    /// Variables stand before a request; below it an `@` may be part of a body.
    private static void defineVariables(Block block, HttpFileVariables variables) throws CannotRecord {
        for (Line line : block.lines()) {
            if (line.isVariable()) {
                variables.define(line);
            } else if (isRequest(line)) {
                return;
            }
        }
    }

    static boolean isRequest(Line line) {
        return !line.isBlank() && !line.isComment() && !line.isVariable();
    }
}
