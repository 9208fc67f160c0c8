package taskscope.timeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {

    /// Smallest difference between two roles that nobody mistakes.
    private static final double LEAST_DIFFERENCE = 25;

    private static final double LEAST_CONTRAST = 3;
    private static final double LEAST_TEXT_CONTRAST = 4.5;

    @ParameterizedTest
    @EnumSource
    void rolesDifferForEveryKindOfColourVision(Palette palette) {
        for (ColourVision vision : ColourVision.values()) {
            for (Role one : Role.values()) {
                for (Role other : Role.values()) {
                    double difference =
                            ColourVision.difference(vision.seen(palette.of(one)), vision.seen(palette.of(other)));
                    assertTrue(
                            one == other || difference >= LEAST_DIFFERENCE,
                            () -> palette + ", " + vision + ": " + one + " and " + other + " differ by " + difference);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleStandsOutFromTheBackground(Palette palette) {
        for (Role role : Role.values()) {
            double contrast = ColourVision.contrast(palette.of(role), palette.background());
            assertTrue(contrast >= LEAST_CONTRAST, () -> palette + " " + role + " has contrast " + contrast);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTextCanBeRead(Palette palette) {
        for (Role role : Role.values()) {
            assertReadable(palette.labelOn(role), palette.of(role), palette + " label on " + role);
            assertReadable(palette.ink(), palette.tint(role), palette + " ink on a tint of " + role);
        }
        assertReadable(palette.ink(), palette.background(), palette + " ink");
        assertReadable(palette.faintInk(), palette.background(), palette + " faint ink");
        assertReadable(palette.faintInk(), palette.heading(), palette + " faint ink on a heading");
        assertReadable(palette.background(), palette.playhead(), palette + " the playhead's time");
    }

    private static void assertReadable(int text, int ground, String what) {
        double contrast = ColourVision.contrast(text, ground);
        assertTrue(contrast >= LEAST_TEXT_CONTRAST, () -> what + " has contrast " + contrast);
    }
}
