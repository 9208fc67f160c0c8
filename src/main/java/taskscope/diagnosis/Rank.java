package taskscope.diagnosis;

/// What kind of thing a rule names, leading kind first: the mechanism, what a fault did to others, or a general truth.
public enum Rank {
    CAUSE,
    EFFECT,
    GENERAL
}
