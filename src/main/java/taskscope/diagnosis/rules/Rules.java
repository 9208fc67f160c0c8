package taskscope.diagnosis.rules;

import java.util.List;
import taskscope.diagnosis.Rule;

/// Every rule of the house, in alphabetical order.
public final class Rules {

    private static final List<Rule> ALL = List.of(
            new AsyncLazyLoadMissingGreenlet(),
            new BasehttpSwallowsTaskError(),
            new BlockingCallInAsyncTask(),
            new ClosedSessionStrict(),
            new ClosedSessionUsedInTask(),
            new CommitAfterYieldTooLate(),
            new CoroutineNeverAwaited(),
            new CpuBoundTaskGil(),
            new DependsDefaultInTask(),
            new DetachedLazyLoad(),
            new ExceptionNeverLogged(),
            new ExceptionSwallowedInTask(),
            new FirstFailureStopsQueue(),
            new GeneratorTaskNeverIterated(),
            new ManySmallCallbacks(),
            new OrmObjectPassedToTask(),
            new PendingRollbackInTask(),
            new RequestSessionHeldByTask(),
            new TaskExceptionAfter200(),
            new ThreadpoolExhausted());

    private Rules() {}

    public static List<Rule> all() {
        return ALL;
    }
}
