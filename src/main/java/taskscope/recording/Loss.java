package taskscope.recording;

/// An event we could not use, and why. `line` counts from 1 in `file`, 0 where the loss is not about one line.
public record Loss(String file, long line, Kind kind, String what) {

    /// What sort of loss it is; every kind has a damaged recording that makes it, in the tests.
    public enum Kind {
        CUT_OFF,
        NOT_JSON,
        NOT_AN_EVENT,
        TOO_LONG,
        TOO_DEEP,
        NUMBER_OUT_OF_RANGE,
        UNKNOWN_KIND,
        NEWER_VERSION,
        CLOCK_WENT_BACK,
        SEQUENCE_GAP,
        END_WITHOUT_BEGIN,
        DROPPED_BY_RECORDER,
        RECORDER_FAILED,
        STEPPED_ASIDE,
        DAMAGED_COMPRESSION,
        OUT_OF_MEMORY
    }
}
