package taskscope.recording;

/// A place in a line of JSON, and the steps over what may stand there. Every step stops at the end of the line, which
/// is a control character, and says whether it went well.
class LineCursor {

    /// Numbers of more digits may not fit into 64 bits.
    private static final int MOST_DIGITS = 18;

    byte[] bytes = new byte[0];
    int position;

    /// The number that was stepped over last.
    long number;

    boolean skip(char wanted) {
        return bytes[position] == wanted && position++ >= 0;
    }

    /// `"t":`
    boolean isKey(char name) {
        boolean isThere = bytes[position] == '"'
                && bytes[position + 1] == name
                && bytes[position + 2] == '"'
                && bytes[position + 3] == ':';
        position += 4;
        return isThere;
    }

    boolean isNumber() {
        boolean isNegative = skip('-');
        int start = position;
        long value = 0;
        int digits;
        do {
            long word = Words.at(bytes, position);
            digits = Words.digitCount(word);
            value = value * Words.POWERS_OF_TEN[digits] + Words.number(word, digits);
            position += digits;
        } while (digits == Words.SIZE && position - start <= MOST_DIGITS);
        number = isNegative ? -value : value;
        int length = position - start;
        return length > 0 && length <= MOST_DIGITS && (bytes[start] != '0' || length == 1);
    }

    boolean isText() {
        position++;
        while (true) {
            position = Words.endOfPlainText(bytes, position);
            if (bytes[position] != '\\') {
                return skip('"');
            }
            position += bytes[position + 1] < ' ' ? 1 : 2;
        }
    }

    /// Goes past an object or list, whose inside is checked where it is new.
    boolean isNested() {
        int depth = 0;
        do {
            byte next = bytes[position];
            if (next == '"') {
                if (!isText()) {
                    return false;
                }
                continue;
            }
            if (next < ' ') {
                return false;
            }
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
            position++;
        } while (depth > 0);
        return depth == 0;
    }

    boolean isWord(String word) {
        for (int each = 0; each < word.length(); each++) {
            if (bytes[position + each] != word.charAt(each)) {
                return false;
            }
        }
        position += word.length();
        return true;
    }
}
