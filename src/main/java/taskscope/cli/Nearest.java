package taskscope.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The word that somebody may have meant.
final class Nearest {

    private Nearest() {}

    /// Among the candidates, the one with the fewest letters to change, if that is less than half of the word.
    static Optional<String> to(String word, List<String> candidates) {
        return candidates.stream()
                .filter(each -> each.startsWith(word) || distance(word, each) * 2 < word.length())
                .min(Comparator.comparingInt(each -> distance(word, each)));
    }

    /// Letters to add, to take away or to change.
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int at = 0; at <= to.length(); at++) {
            above[at] = at;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int at = 1; at <= to.length(); at++) {
                int change = from.charAt(row - 1) == to.charAt(at - 1) ? 0 : 1;
                here[at] = Math.min(above[at - 1] + change, 1 + Math.min(above[at], here[at - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
