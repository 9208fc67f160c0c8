package taskscope.timeline;

/// Cuts a label to the room that it has: names at the end, paths in the middle, where they differ least.
public record LabelFit(TextWidth width) {

    private static final String ELLIPSIS = "\u2026";

    /// Fewer characters than this say nothing.
    private static final int FEWEST = 4;

    /// The longest form that fits, `""` where too little would be left.
    public String fit(String text, double roomPx) {
        if (width.ofPx(text) <= roomPx) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (width.ofPx(cut(text, middle)) <= roomPx) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low < FEWEST ? "" : cut(text, low);
    }

    private static String cut(String text, int kept) {
        if (!text.startsWith("/") && !text.contains(" /")) {
            return text.substring(0, kept) + ELLIPSIS;
        }
        int head = (kept + 1) / 2;
        return text.substring(0, head) + ELLIPSIS + text.substring(text.length() - (kept - head));
    }
}
