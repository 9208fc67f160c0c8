package taskscope.diagnosis.rules;

import java.util.Arrays;
import java.util.Optional;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Sensor;
import taskscope.trace.Trace;

/// The sensors that a rule cannot do without.
final class Needs {

    private Needs() {}

    /// The verdict of a rule that cannot look, empty where all that it needs was recorded.
    static Optional<Verdict> missing(Trace trace, Sensor... needed) {
        return Arrays.stream(needed)
                .filter(each -> !trace.has(each))
                .findFirst()
                .map(Verdict::sensorWasOff);
    }
}
