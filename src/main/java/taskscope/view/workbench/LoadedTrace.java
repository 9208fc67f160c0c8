package taskscope.view.workbench;

import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Diagnosis;
import taskscope.recording.LoadReport;
import taskscope.trace.Trace;

/// A recording as the window shows it: the trace with its losses, and what the rules say of it.
public record LoadedTrace(LoadReport report, Diagnosis diagnosis) {

    public Trace trace() {
        return report.trace();
    }

    /// The same recording opened again is another one; and comparing a million events would hold up the window.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
