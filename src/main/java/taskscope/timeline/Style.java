package taskscope.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Severity;

/// How a box is drawn: its role, its state, how bad it is, whether it is work in a thread, and whether it was still
/// open when the recording stopped. Fits into 16 bits, so that a million boxes need little memory.
public record Style(Role role, Look look, int severity, boolean isInThread, boolean isTorn) {

    /// Nothing is wrong.
    public static final int FINE = 0;

    public static final int LOW = 1;
    public static final int MEDIUM = 2;
    public static final int HIGH = 3;

    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<Look> LOOKS = List.of(Look.values());
    private static final int GHOST = LOOKS.indexOf(Look.GHOST);

    public static Style of(Role role, Look look) {
        return new Style(role, look, FINE, false, false);
    }

    public Style withSeverity(int worst) {
        return new Style(role, look, worst, isInThread, isTorn);
    }

    public Style inThread() {
        return new Style(role, look, severity, true, isTorn);
    }

    public Style torn(boolean isOpen) {
        return new Style(role, look, severity, isInThread, isOpen);
    }

    static int rank(@Nullable Severity severity) {
        return severity == null
                ? FINE
                : switch (severity) {
                    case HIGH -> HIGH;
                    case MEDIUM -> MEDIUM;
                    case LOW -> LOW;
                };
    }

    short packed() {
        return (short) (ROLES.indexOf(role)
                | (LOOKS.indexOf(look) << 3)
                | (severity << 6)
                | (isInThread ? 1 << 8 : 0)
                | (isTorn ? 1 << 9 : 0));
    }

    static Style unpacked(short packed) {
        return new Style(
                ROLES.get(packed & 7),
                LOOKS.get((packed >> 3) & 7),
                severity(packed),
                (packed & (1 << 8)) != 0,
                (packed & (1 << 9)) != 0);
    }

    static int severity(short packed) {
        return (packed >> 6) & 3;
    }

    static boolean isGhost(short packed) {
        return ((packed >> 3) & 7) == GHOST;
    }
}
