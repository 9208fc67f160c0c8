package taskscope.diagnosis.rules;

import java.util.List;
import taskscope.time.TimeText;
import taskscope.trace.Task;

/// What is said of a call that held the event loop.
final class BlockingWords {

    private BlockingWords() {}

    static String headline(Task task, HeldLoop worst, List<HeldLoop> stalls) {
        long allNanos = stalls.stream()
                .mapToLong(each -> each.stall().when().durationNanos())
                .sum();
        String where = worst.call()
                .map(PythonCall::callee)
                .or(() -> worst.location().map(at -> at.function()))
                .orElse("a library");
        String caller = worst.location()
                .filter(at -> !at.function().equals(task.simpleName()))
                .map(at -> ", called in " + at.function())
                .orElse("");
        String parts = stalls.size() == 1
                ? ""
                : ", " + stalls.size() + " times, "
                        + TimeText.of(worst.stall().when().durationNanos()) + " the longest";
        return TaskWords.name(task) + " held the event loop for " + TimeText.of(allNanos) + " in " + where + caller
                + parts;
    }

    static String looks(Task task, HeldLoop worst) {
        String seen = worst.location()
                .map(at -> ": " + worst.looksInPlace() + " of " + worst.looks() + " looks found it at " + at.file()
                        + ":" + at.line())
                .orElse("");
        return "the loop was free again after "
                + TimeText.of(worst.stall().when().durationNanos()) + " in " + TaskWords.name(task) + seen;
    }

    static String why(Task task, HeldLoop worst, int waited) {
        String others = waited == 0
                ? "No other request came in meanwhile; each would have waited."
                : waited + (waited == 1 ? " other request had" : " other requests had") + " to wait for it.";
        return "" + TaskWords.name(task)
                + " is an async def task, so FastAPI runs it on the event loop and not in a worker"
                + " thread. While it " + worst.doing() + " without an await, the process serves nobody. " + others;
    }
}
