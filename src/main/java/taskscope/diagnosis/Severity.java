package taskscope.diagnosis;

/// How much a fault hurts, worst first: work is lost now, it will be under load or with the next version, a habit.
public enum Severity {
    HIGH,
    MEDIUM,
    LOW
}
