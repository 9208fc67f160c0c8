package taskscope.diagnosis.rules;

import java.util.Optional;
import taskscope.time.TimeText;
import taskscope.trace.Trace;

/// What is said of a commit that came too late.
final class LateCommitWords {

    private LateCommitWords() {}

    static String headline(Trace trace, LateCommit late, LateCommit.Harm harm) {
        String name = TaskWords.name(harm.task());
        String request = late.request().name();
        String after = TimeText.of(late.end().timeNanos() - late.request().responseEndNanos());
        return switch (harm.kind()) {
            case DID_NOT_SEE ->
                name + " looked for a row of " + table(late) + " that " + request + " committed only afterwards, "
                        + after + " after its answer";
            case LOCKED_OUT ->
                name + " could not write: " + request + " kept its own transaction open until " + after
                        + " after its answer";
            case ROLLED_BACK ->
                name + " failed with "
                        + (harm.task().exception() == Trace.NONE
                                ? "an exception"
                                : trace.exceptions()
                                        .get(harm.task().exception())
                                        .simpleType())
                        + " and took " + rows(late) + " of " + request + " with it, which had been answered with "
                        + late.request().status();
        };
    }

    static String why(Trace trace, LateCommit.Harm harm, Optional<SessionOwner> owner) {
        String leaves = owner.map(each -> each.leaves(trace) + " What stands behind its yield runs only then.")
                .orElse("The request's session was ended only after its tasks.");
        String then = switch (harm.kind()) {
            case DID_NOT_SEE -> " So the task's own session could not see what the request had written.";
            case LOCKED_OUT -> " So the request's transaction was open while the task wanted to write.";
            case ROLLED_BACK -> " So the task's exception came out at the yield, and the commit was never reached.";
        };
        return leaves + then;
    }

    static String what(LateCommit.Harm harm) {
        return switch (harm.kind()) {
            case DID_NOT_SEE -> "the task selected that row in a session of its own";
            case LOCKED_OUT -> "the task's statement failed: the database is locked";
            case ROLLED_BACK -> "the task failed, and its exception was thrown into the dependency";
        };
    }

    static String ended(LateCommit late) {
        return switch (late.end().action()) {
            case COMMITTED -> "only now was it committed";
            case ROLLED_BACK -> "the request's data was rolled back";
            default -> "the request's session was closed without a commit";
        };
    }

    static String rows(LateCommit late) {
        int count = late.flushes().stream().mapToInt(each -> each.rows().size()).sum();
        return count == 0 ? "its data" : count + (count == 1 ? " row of " : " rows, the first of ") + table(late);
    }

    private static String table(LateCommit late) {
        return late.flushes().stream()
                .flatMap(each -> each.rows().stream())
                .map(each -> each.table())
                .findFirst()
                .orElse("the database");
    }
}
