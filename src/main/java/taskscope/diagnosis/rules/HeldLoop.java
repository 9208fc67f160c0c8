package taskscope.diagnosis.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import taskscope.trace.Location;
import taskscope.trace.Stall;
import taskscope.trace.Stall.Sample;
import taskscope.traceback.Frame;

/// A stall and the stack on which the loop's thread was seen most often meanwhile: from the task's function inwards.
record HeldLoop(Stall stall, List<Frame> stack, int looks, int looksInPlace) {

    private static final String CALLS_A_TASK = "starlette/background.py";

    /// What Python calls the inside of a comprehension: no function of the reader's.
    private static final Set<String> NO_NAMES = Set.of("<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>");

    /// Between the two it may be either: on a machine with other work to do, computing takes longer than it should.
    private static final int COMPUTES_PERCENT = 60;

    private static final int WAITS_PERCENT = 15;

    HeldLoop {
        stack = List.copyOf(stack);
    }

    static HeldLoop of(Stall stall) {
        Map<String, Integer> looksByFunction = new LinkedHashMap<>();
        int looks = 0;
        for (Sample each : stall.samples()) {
            looksByFunction.merge(functionOf(each), each.count(), Integer::sum);
            looks += each.count();
        }
        String chief = looksByFunction.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        List<Frame> stack = stall.samples().stream()
                .filter(each -> functionOf(each).equals(chief))
                .findFirst()
                .map(each -> fromTask(each.frames()))
                .orElse(List.of());
        return new HeldLoop(stall, stack, looks, looksByFunction.getOrDefault(chief, 0));
    }

    private static String functionOf(Sample sample) {
        List<Frame> frames = fromTask(sample.frames());
        int at = placeIn(frames);
        return at < 0 ? "" : frames.get(at).file() + " " + frames.get(at).function();
    }

    private static List<Frame> fromTask(List<Frame> frames) {
        int below = IntStream.range(0, frames.size())
                .filter(at -> frames.get(at).file().equals(CALLS_A_TASK))
                .max()
                .orElse(-1);
        return frames.subList(below + 1, frames.size());
    }

    private static int placeIn(List<Frame> frames) {
        return IntStream.range(0, frames.size())
                .filter(at -> frames.get(at).isUsers()
                        && !NO_NAMES.contains(frames.get(at).function()))
                .max()
                .orElse(-1);
    }

    /// The innermost frame of the user's: where it blocks.
    Optional<Frame> place() {
        int at = placeIn(stack);
        return at < 0 ? Optional.empty() : Optional.of(stack.get(at));
    }

    Optional<Location> location() {
        return place().map(HeldLoop::locationOf);
    }

    /// What is called there: `requests.get`; empty for a plain computation.
    Optional<PythonCall> call() {
        return place().flatMap(each -> PythonCall.in(each.code(), calledFrom(placeIn(stack))));
    }

    /// The innermost frame that runs on the loop by itself, not called by another: where an `await` can be put.
    Optional<Frame> lastAsync() {
        int at = 0;
        while (at + 1 < stack.size()
                && stack.get(at + 1).isUsers()
                && stack.get(at).code().contains("await ")) {
            at++;
        }
        return stack.isEmpty() || !stack.get(at).isUsers() ? Optional.empty() : Optional.of(stack.get(at));
    }

    /// What is called from there.
    Optional<PythonCall> callOnLoop() {
        return lastAsync().flatMap(each -> PythonCall.in(each.code(), calledFrom(stack.indexOf(each))));
    }

    private String calledFrom(int at) {
        return at + 1 < stack.size() ? stack.get(at + 1).function() : "";
    }

    /// What the loop's thread did meanwhile, by the processor time that it used.
    String doing() {
        long percent = stall.cpuNanos() * 100 / Math.max(1, stall.when().durationNanos());
        return percent >= COMPUTES_PERCENT ? "computes" : percent >= 0 && percent < WAITS_PERCENT ? "waits" : "is busy";
    }

    static Location locationOf(Frame frame) {
        return new Location(frame.file(), frame.line(), frame.function());
    }
}
