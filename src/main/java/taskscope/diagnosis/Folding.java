package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import taskscope.trace.Trace;

/// Puts consequences under what explains them, and the findings in the order in which to read them.
///
/// ```text
/// group: findings that share a task, a request or a stall
///   cause    ── the one whose evidence begins first leads ──┬─ effects and generals are folded under it
///   cause    ── stays beside it                             │
///   effect   ───────────────────────────────────────────────┤   without a cause the first effect leads
///   general  ───────────────────────────────────────────────┘   without either, all stay
/// ```
final class Folding {

    private final Map<String, Rank> ranks;
    private final Comparator<Finding> byEvidence;
    private final Comparator<Finding> toRead;

    Folding(Trace trace, Map<String, Rank> ranks) {
        this.ranks = ranks;
        ToLongFunction<Finding> evidenceBegins = finding -> finding.evidence().stream()
                .mapToLong(each -> trace.events().timeNanos(each.event()))
                .min()
                .orElse(Long.MAX_VALUE);
        byEvidence = Comparator.comparingLong(evidenceBegins).thenComparing(Finding::ruleId);
        toRead = Comparator.comparing(Finding::severity)
                .thenComparing(Comparator.comparingLong(Finding::costNanos).reversed())
                .thenComparingLong(finding -> finding.when().startNanos())
                .thenComparing(byEvidence);
    }

    List<Finding> folded(List<Finding> findings) {
        List<Finding> all = new ArrayList<>();
        groups(findings).forEach(group -> all.addAll(foldedGroup(group)));
        all.sort(toRead);
        return all;
    }

    private List<Finding> foldedGroup(List<Finding> group) {
        Rank leading =
                group.stream().map(this::rank).min(Comparator.naturalOrder()).orElse(Rank.GENERAL);
        List<Finding> leaders = new ArrayList<>();
        List<Finding> explained = new ArrayList<>();
        group.forEach(finding -> (rank(finding) == leading ? leaders : explained).add(finding));
        if (!explained.isEmpty()) {
            leaders.sort(byEvidence);
            explained.sort(toRead);
            leaders.set(0, leaders.getFirst().withFolded(explained));
        }
        return leaders;
    }

    private Rank rank(Finding finding) {
        return ranks.getOrDefault(finding.ruleId(), Rank.GENERAL);
    }

    /// Two findings are in one group if a chain of shared tasks, requests and stalls joins them.
    private static Collection<List<Finding>> groups(List<Finding> findings) {
        int[] parent = new int[findings.size()];
        Map<String, Integer> firstWith = new HashMap<>();
        for (int at = 0; at < parent.length; at++) {
            parent[at] = at;
            Finding finding = findings.get(at);
            join(parent, at, "task", finding.task(), firstWith);
            join(parent, at, "request", finding.request(), firstWith);
            join(parent, at, "stall", finding.stall(), firstWith);
        }
        Map<Integer, List<Finding>> groups = new LinkedHashMap<>();
        for (int at = 0; at < parent.length; at++) {
            groups.computeIfAbsent(root(parent, at), _ -> new ArrayList<>()).add(findings.get(at));
        }
        return groups.values();
    }

    private static void join(int[] parent, int at, String what, int id, Map<String, Integer> firstWith) {
        if (id != Trace.NONE) {
            int other = firstWith.computeIfAbsent(what + id, _ -> at);
            parent[root(parent, at)] = root(parent, other);
        }
    }

    private static int root(int[] parent, int start) {
        int at = start;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
