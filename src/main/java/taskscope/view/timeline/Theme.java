package taskscope.view.timeline;

import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import taskscope.timeline.Palette;
import taskscope.timeline.Role;

/// The palette and fonts as JavaFX wants them.
record Theme(Palette palette, Font font, Font boldFont, Font smallFont) {

    /// A stall darkens the lanes beneath it by this much.
    static final double BAND_OPACITY = 0.12;

    /// Lane height bounds the text: beyond this, letters would be cut.
    private static final double LARGEST_PX = 14;

    static Theme of(boolean isDark, double fontPx) {
        double px = Math.min(fontPx, LARGEST_PX);
        String family = Font.getDefault().getFamily();
        return new Theme(
                isDark ? Palette.DARK : Palette.LIGHT,
                Font.font(family, px),
                Font.font(family, FontWeight.BOLD, px - 1),
                Font.font(family, px - 1));
    }

    Color role(Role role) {
        return color(palette.of(role));
    }

    Color tint(Role role) {
        return color(palette.tint(role));
    }

    Color background() {
        return color(palette.background());
    }

    Color heading() {
        return color(palette.heading());
    }

    Color grid() {
        return color(palette.grid());
    }

    Color line() {
        return color(palette.line());
    }

    Color ink() {
        return color(palette.ink());
    }

    Color faintInk() {
        return color(palette.faintInk());
    }

    Color playhead() {
        return color(palette.playhead());
    }

    private static Color color(int rgb) {
        return Color.rgb(rgb >> 16, (rgb >> 8) & 0xFF, rgb & 0xFF);
    }
}
