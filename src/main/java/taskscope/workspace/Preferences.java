package taskscope.workspace;

/// What the user chose once and for all windows. `hasSeenMarks`: the three hints of the first sample were shown.
public record Preferences(Theme theme, int fontPx, boolean hasSeenMarks) {

    /// As large as the design has it.
    public static final int USUAL_FONT_PX = 13;

    /// Below this nothing can be read, above it the panes no longer fit a laptop.
    public static final int SMALLEST_FONT_PX = 10;

    public static final int LARGEST_FONT_PX = 20;

    /// Light, dark, or what the desktop says.
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    public Preferences {
        fontPx = Math.clamp(fontPx, SMALLEST_FONT_PX, LARGEST_FONT_PX);
    }

    public static Preferences usual() {
        return new Preferences(Theme.SYSTEM, USUAL_FONT_PX, false);
    }

    public Preferences withTheme(Theme chosen) {
        return new Preferences(chosen, fontPx, hasSeenMarks);
    }

    public Preferences withFontPx(int chosen) {
        return new Preferences(theme, chosen, hasSeenMarks);
    }

    public Preferences withMarksSeen() {
        return new Preferences(theme, fontPx, true);
    }
}
