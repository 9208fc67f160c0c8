package taskscope.view.workbench;

import taskscope.diagnosis.Diagnosis;
import taskscope.recording.LoadReport;
import taskscope.trace.Trace;

/// A recording as the window shows it: the trace with its losses, and what the rules say of it.
public record LoadedTrace(LoadReport report, Diagnosis diagnosis) {

    public Trace trace() {
        return report.trace();
    }
}
