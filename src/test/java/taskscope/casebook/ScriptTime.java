package taskscope.casebook;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as people write them in a script, `12ms` or `1.5s`, as nanoseconds.
final class ScriptTime {

    private static final Pattern TIME = Pattern.compile("(?<number>\\d+(?:\\.\\d+)?)(?<unit>ns|us|ms|s)");

    private ScriptTime() {}

    static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    static long nanos(String text) {
        Matcher part = TIME.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException("not a time: " + text);
        }
        int digits = switch (part.group("unit")) {
            case "ns" -> 0;
            case "us" -> 3;
            case "ms" -> 6;
            default -> 9;
        };
        return new BigDecimal(part.group("number")).movePointRight(digits).longValueExact();
    }
}
