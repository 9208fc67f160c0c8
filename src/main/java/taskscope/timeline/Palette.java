package taskscope.timeline;

/// The colours of the timeline as 0xRRGGBB, so that a test can hold them apart. Role colours come from one table, made
/// so that any two differ for every kind of colour vision; the others are neutral.
public enum Palette {
    LIGHT(0xFFFFFF, 0xF6F8FA, 0xEDF0F3, 0xD0D7DE, 0x1F2328, 0x59636E, 0x0B5CAD, 0.26),
    DARK(0x14171C, 0x1C2128, 0x262C34, 0x3A424D, 0xE6EDF3, 0xA3ADB8, 0x5AA9FF, 0.30);

    private final int background;
    private final int heading;
    private final int grid;
    private final int line;
    private final int ink;
    private final int faintInk;
    private final int playhead;
    private final double tint;

    Palette(int background, int heading, int grid, int line, int ink, int faintInk, int playhead, double tint) {
        this.background = background;
        this.heading = heading;
        this.grid = grid;
        this.line = line;
        this.ink = ink;
        this.faintInk = faintInk;
        this.playhead = playhead;
        this.tint = tint;
    }

    public int of(Role role) {
        boolean isLight = this == LIGHT;
        return switch (role) {
            case REQUEST -> isLight ? 0x1491FD : 0xBFD6F2;
            case TASK -> isLight ? 0x13433F : 0x31FEA4;
            case SESSION -> isLight ? 0xBB870D : 0xF1C92A;
            case STALL -> isLight ? 0x7C298F : 0xB610EB;
            case ERROR -> isLight ? 0x8C2306 : 0xB24202;
            case IDLE -> isLight ? 0x8F949F : 0x616772;
        };
    }

    /// Black or white, whichever can be read on the role's own colour.
    public int labelOn(Role role) {
        boolean isBlack = switch (role) {
            case REQUEST, SESSION -> true;
            case TASK -> this == DARK;
            case STALL, ERROR -> false;
            case IDLE -> this == LIGHT;
        };
        return isBlack ? 0x000000 : 0xFFFFFF;
    }

    /// The fill of a bar: the role's colour thinned, so that ink can be read on it.
    public int tint(Role role) {
        return mixed(of(role), background, tint);
    }

    public int background() {
        return background;
    }

    public int heading() {
        return heading;
    }

    public int grid() {
        return grid;
    }

    public int line() {
        return line;
    }

    public int ink() {
        return ink;
    }

    public int faintInk() {
        return faintInk;
    }

    public int playhead() {
        return playhead;
    }

    private static int mixed(int over, int under, double part) {
        return channel(over, under, part, 16) | channel(over, under, part, 8) | channel(over, under, part, 0);
    }

    private static int channel(int over, int under, double part, int shift) {
        int mixed = (int) Math.round(((over >> shift) & 0xFF) * part + ((under >> shift) & 0xFF) * (1 - part));
        return mixed << shift;
    }
}
