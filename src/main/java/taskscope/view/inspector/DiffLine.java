package taskscope.view.inspector;

import java.util.ArrayList;
import java.util.List;

/// One line of a difference between two pieces of code.
public record DiffLine(Kind kind, String text) {

    /// Whether the line goes, comes or stays.
    public enum Kind {
        REMOVED,
        ADDED,
        KEPT
    }

    /// The sign that a patch has in front of the line.
    public String sign() {
        return switch (kind) {
            case REMOVED -> "-";
            case ADDED -> "+";
            case KEPT -> " ";
        };
    }

    /// The shortest way from one to the other, removals before additions.
    public static List<DiffLine> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = common(old, now);
        List<DiffLine> lines = new ArrayList<>();
        int left = 0;
        int right = 0;
        while (left < old.size() || right < now.size()) {
            if (left < old.size() && right < now.size() && old.get(left).equals(now.get(right))) {
                lines.add(new DiffLine(Kind.KEPT, old.get(left++)));
                right++;
            } else if (left < old.size()
                    && (right == now.size() || common[left + 1][right] >= common[left][right + 1])) {
                lines.add(new DiffLine(Kind.REMOVED, old.get(left++)));
            } else {
                lines.add(new DiffLine(Kind.ADDED, now.get(right++)));
            }
        }
        return lines;
    }

    /// How many lines the rests from (left, right) on have in common.
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int left = old.size() - 1; left >= 0; left--) {
            for (int right = now.size() - 1; right >= 0; right--) {
                common[left][right] = old.get(left).equals(now.get(right))
                        ? common[left + 1][right + 1] + 1
                        : Math.max(common[left + 1][right], common[left][right + 1]);
            }
        }
        return common;
    }
}
