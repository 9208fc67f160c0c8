package taskscope.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a recording holds only if the recorder was asked for it, and could.
public enum Sensor {
    REQUESTS,
    DEPENDENCIES,
    TASKS,
    EXCEPTIONS,
    LOGS,
    SQL,
    LOOP,
    STACKS,
    THREADS,
    ASYNCIO,
    UPLOADS,
    MEMORY,
    SWALLOWED,
    PROCESS;

    /// The name on the command line and in a header: `loop`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Sensor> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
