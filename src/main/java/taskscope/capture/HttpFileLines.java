package taskscope.capture;

import java.util.ArrayList;
import java.util.List;

/// The lines of an `.http` file in blocks, each holding at most one request.
final class HttpFileLines {

    static final String SEPARATOR = "###";

    /// One line and its number, from 1.
    record Line(int number, String text) {

        boolean isBlank() {
            return text.isBlank();
        }

        boolean isComment() {
            return text.startsWith("#") || text.startsWith("//");
        }

        /// `@host = http://127.0.0.1:8000`.
        boolean isVariable() {
            return text.startsWith("@");
        }
    }

    /// The lines between two separators; `title` is what follows the upper one.
    record Block(String title, List<Line> lines) {}

    private HttpFileLines() {}

    static List<Block> blocks(String text) {
        var blocks = new ArrayList<Block>();
        var block = new Block("", new ArrayList<>());
        int number = 0;
        for (String each : text.split("\\R", -1)) {
            number++;
            if (each.startsWith(SEPARATOR)) {
                blocks.add(block);
                block = new Block(each.substring(SEPARATOR.length()).strip(), new ArrayList<>());
            } else {
                block.lines().add(new Line(number, each));
            }
        }
        blocks.add(block);
        return blocks;
    }
}
