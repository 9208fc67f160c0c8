package taskscope.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import taskscope.time.TimeRange;
import taskscope.trace.Location;
import taskscope.trace.Request;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A finding in the making: it starts with what its card says, and each call adds what this trace shows.
public final class FindingDraft {

    private final RuleCard card;
    private final String headline;
    private final List<Evidence> evidence = new ArrayList<>();
    private Severity severity;
    private String why;
    private List<Fix> fixes;
    private int process;
    private int task = Trace.NONE;
    private int request = Trace.NONE;
    private int stall = Trace.NONE;
    private @Nullable Location location;
    private TimeRange when = new TimeRange(0, 0);
    private long costNanos;

    FindingDraft(RuleCard card, String headline) {
        this.card = card;
        this.headline = headline;
        this.severity = card.severity();
        this.why = card.why();
        this.fixes = card.fixes();
    }

    public FindingDraft severity(Severity stated) {
        severity = stated;
        return this;
    }

    public FindingDraft why(String text) {
        why = text;
        return this;
    }

    /// Which process, task and request are meant.
    public FindingDraft of(Task meant) {
        process = meant.process();
        task = meant.id();
        request = meant.request();
        return this;
    }

    public FindingDraft of(Request meant) {
        process = meant.process();
        request = meant.id();
        return this;
    }

    public FindingDraft of(Stall meant) {
        process = meant.process();
        stall = meant.id();
        task = meant.task();
        request = meant.request();
        return this;
    }

    public FindingDraft process(int index) {
        process = index;
        return this;
    }

    /// The line of the user's code to change or to look at.
    public FindingDraft at(@Nullable Location place) {
        location = place;
        return this;
    }

    public FindingDraft at(Optional<Location> place) {
        return at(place.orElse(null));
    }

    public FindingDraft during(TimeRange range) {
        when = range;
        return this;
    }

    /// A moment: it lasts 0.
    public FindingDraft during(long momentNanos) {
        return during(new TimeRange(momentNanos, momentNanos));
    }

    /// Time lost by others.
    public FindingDraft cost(long nanos) {
        costNanos = nanos;
        return this;
    }

    /// An event that shows it; one that was not recorded is passed over.
    public FindingDraft evidence(int event, String what) {
        if (event != Trace.NONE) {
            evidence.add(new Evidence(event, what));
        }
        return this;
    }

    /// Fixes from the user's own code, before the card's example; without any, the example stands alone.
    public FindingDraft fixes(List<Fix> own) {
        List<Fix> all = new ArrayList<>(own);
        all.addAll(card.fixes());
        fixes = all;
        return this;
    }

    public FindingDraft fix(Optional<Fix> own) {
        return fixes(own.stream().toList());
    }

    public Finding done() {
        return new Finding(
                card.id(), severity, headline, why, process, task, request, stall, location, when, costNanos, evidence,
                fixes, List.of());
    }
}
