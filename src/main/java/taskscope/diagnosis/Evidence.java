package taskscope.diagnosis;

/// An event that a finding points at, as an index into `trace.events()`, and what it shows there.
public record Evidence(int event, String what) {

    public Evidence {
        if (event < 0 || what.isBlank()) {
            throw new IllegalArgumentException("evidence needs an event and words: " + event + " " + what);
        }
    }
}
