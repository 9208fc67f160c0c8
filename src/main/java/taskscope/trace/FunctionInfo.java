package taskscope.trace;

import java.util.List;

/// A Python function that the recording names. `name` is dotted (`main.send_mail`), `line` is that of `def` or of its
/// first decorator, and `source` are the lines from there on, empty where they were not recorded.
public record FunctionInfo(String name, String file, int line, Mode mode, boolean isUsers, List<String> source) {

    /// What calling the function gives.
    public enum Mode {
        ASYNC,
        SYNC,
        GENERATOR,
        ASYNCGENERATOR
    }

    public FunctionInfo {
        source = List.copyOf(source);
    }

    /// The last part of the dotted name: `send_mail`.
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
