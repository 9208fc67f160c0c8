package taskscope.view.findings;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import taskscope.diagnosis.Finding;

/// The cards of findings, each written when it is first looked at: a broken service has thousands of findings.
final class Cards extends AbstractList<FindingCard> {

    private final List<Finding> findings;
    private final Function<Finding, FindingCard> write;

    Cards(List<Finding> findings, Function<Finding, FindingCard> write) {
        this.findings = findings;
        this.write = write;
    }

    @Override
    public FindingCard get(int index) {
        return write.apply(findings.get(index));
    }

    @Override
    public int size() {
        return findings.size();
    }
}
