package taskscope.timeline;

import java.util.List;

/// How a moment is kept in [Columns]: its glyph as the kind, its event as the reference.
final class Moments {

    /// A moment that stands for a finding, not for one event.
    static final int NO_EVENT = -1;

    private static final List<Glyph> GLYPHS = List.of(Glyph.values());

    private Moments() {}

    static int code(Glyph glyph) {
        return GLYPHS.indexOf(glyph);
    }

    static Glyph glyph(Columns columns, int index) {
        return GLYPHS.get(columns.kind[index]);
    }

    static Glyph ofSeverity(int severity) {
        return switch (severity) {
            case Style.HIGH -> Glyph.CROSS;
            case Style.MEDIUM -> Glyph.TRIANGLE;
            default -> Glyph.DOT;
        };
    }
}
