package taskscope.diagnosis.rules;

import java.util.concurrent.TimeUnit;
import taskscope.trace.Stall;
import taskscope.trace.Stall.Owner;
import taskscope.traceback.Frame;

/// Why an event loop could not serve anybody, as far as the recorded looks at its stack tell.
enum StallCause {
    /// One call did not give the loop back.
    ONE_CALL,
    /// Many callbacks, each of them short, stood in a row.
    MANY_CALLBACKS,
    /// Other threads computed and kept the interpreter's lock.
    OTHER_THREADS,
    /// A module was imported for the first time: it will not happen again.
    IMPORT,
    /// Somebody stood at a breakpoint.
    DEBUGGER,
    /// The collector ran.
    COLLECTOR,
    /// The process was not given a processor.
    MACHINE;

    /// A loop that waits for the lock moves on between two looks; one that stays in a function for so many is in it.
    private static final int LOOKS_TO_BELIEVE = 5;

    /// The recorder looks every 50 ms or more often. One that got to look only a third as often did not run either.
    private static final long LONGEST_BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /// Two callbacks that share a stall may both be long; so many in so few looks cannot be.
    private static final int CALLBACKS_TO_BE_MANY = 3;

    static StallCause of(HeldLoop held) {
        Stall stall = held.stall();
        if (stall.owner() == Owner.GC) {
            return COLLECTOR;
        }
        if (isMostly(held, StallCause::isImport)) {
            return IMPORT;
        }
        if (isMostly(held, StallCause::isDebugger)) {
            return DEBUGGER;
        }
        if (isLockKept(held)) {
            return OTHER_THREADS;
        }
        if (isMachine(held)) {
            return MACHINE;
        }
        boolean isMany = stall.callbacks() >= CALLBACKS_TO_BE_MANY && stall.callbacks() * 2 > held.looks();
        return isMany ? MANY_CALLBACKS : ONE_CALL;
    }

    private static boolean isLockKept(HeldLoop held) {
        Stall stall = held.stall();
        long othersNanos = stall.processCpuNanos() - stall.cpuNanos();
        boolean haveOthersComputed = stall.cpuNanos() >= 0
                && othersNanos * 2 >= stall.when().durationNanos()
                && stall.cpuNanos() < othersNanos;
        boolean isInOnePlace = held.looksInPlace() >= LOOKS_TO_BELIEVE && held.looksInPlace() * 5 >= held.looks() * 4;
        return haveOthersComputed && !isInOnePlace;
    }

    private static boolean isMachine(HeldLoop held) {
        long lastedNanos = held.stall().when().durationNanos();
        boolean hasComputed = held.stall().cpuNanos() * 5 >= lastedNanos;
        boolean isKnown = held.stall().cpuNanos() >= 0 && held.stall().hasEnded();
        return isKnown && !hasComputed && held.looks() < 2 + lastedNanos / LONGEST_BETWEEN_LOOKS_NANOS;
    }

    private static boolean isMostly(HeldLoop held, java.util.function.Predicate<Frame> wanted) {
        int looks = held.stall().samples().stream()
                .filter(each -> each.frames().stream().anyMatch(wanted))
                .mapToInt(Stall.Sample::count)
                .sum();
        return looks > 0 && looks * 2 > held.looks();
    }

    private static boolean isImport(Frame frame) {
        return frame.file().startsWith("<frozen importlib");
    }

    private static boolean isDebugger(Frame frame) {
        return frame.file().equals("bdb.py") || frame.file().equals("pdb.py");
    }
}
