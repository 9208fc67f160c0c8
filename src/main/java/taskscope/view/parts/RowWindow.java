package taskscope.view.parts;

/// The part of a long list that a control holds, `[first, first + count)`: JavaFX measures every row above the one that
/// it scrolls to, which with a million rows takes longer than a frame.
public record RowWindow(int first, int count) {

    public static final RowWindow EMPTY = new RowWindow(0, 0);

    /// A list of so many rows scrolls in well under a millisecond.
    static final int MOST_ROWS = 20_000;

    /// Whoever has come so near to an edge wants to see beyond it.
    private static final int EDGE_ROWS = 100;

    /// The window with the item in its middle, or all items where they are few.
    public static RowWindow around(int item, int itemCount) {
        int first = Math.clamp(item - MOST_ROWS / 2, 0, Math.max(0, itemCount - MOST_ROWS));
        return new RowWindow(first, Math.min(itemCount, MOST_ROWS));
    }

    /// This window where it has the item well inside, else the one around it.
    public RowWindow movedTo(int item, int itemCount) {
        boolean isBefore = first > 0 && item < first + EDGE_ROWS;
        boolean isAfter = first + count < itemCount && item >= first + count - EDGE_ROWS;
        boolean isOfOtherList = count != Math.min(itemCount, MOST_ROWS);
        return isBefore || isAfter || isOfOtherList ? around(item, itemCount) : this;
    }

    public int row(int item) {
        return item - first;
    }

    public int item(int row) {
        return first + row;
    }
}
