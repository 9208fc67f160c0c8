package taskscope.diagnosis.rules;

import java.util.List;
import taskscope.diagnosis.Rule;

/// Every rule of the house, in alphabetical order.
public final class Rules {

    private static final List<Rule> ALL = List.of(
            new BasehttpSwallowsTaskError(),
            new CoroutineNeverAwaited(),
            new DependsDefaultInTask(),
            new ExceptionNeverLogged(),
            new ExceptionSwallowedInTask(),
            new FirstFailureStopsQueue(),
            new GeneratorTaskNeverIterated(),
            new TaskExceptionAfter200());

    private Rules() {}

    public static List<Rule> all() {
        return ALL;
    }
}
