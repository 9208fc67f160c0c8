package taskscope.timeline;

import java.util.List;

/// A row of the timeline: boxes in sub-rows that never overlap, and the moments on it. `title` is in the header column.
///
/// `overflow` is true where the last sub-row stands for all that found no place in the others.
public final class Lane {

    private final String title;
    private final List<Pyramid> rows;
    private final Pyramid moments;
    private final boolean overflow;

    Lane(String title, List<Pyramid> rows, Pyramid moments, boolean overflow) {
        this.title = title;
        this.rows = List.copyOf(rows);
        this.moments = moments;
        this.overflow = overflow;
    }

    public String title() {
        return title;
    }

    public int rowCount() {
        return Math.max(1, rows.size());
    }

    public boolean hasOverflow() {
        return overflow;
    }

    List<Pyramid> rows() {
        return rows;
    }

    Pyramid moments() {
        return moments;
    }
}
