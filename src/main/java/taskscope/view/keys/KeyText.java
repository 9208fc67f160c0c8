package taskscope.view.keys;

import java.util.List;

/// The keys that work, as the sheet lists them.
public record KeyText(String keys, String what) {

    /// Keys that belong together.
    public record Group(String heading, List<KeyText> keys) {
        public Group {
            keys = List.copyOf(keys);
        }
    }

    /// Those that work everywhere in the window, except in a text field.
    public static List<Group> ofWindow() {
        return List.of(
                new Group(
                        "FILES",
                        List.of(
                                new KeyText("Ctrl+O", "open recordings"),
                                new KeyText("Ctrl+W", "close the recording"))),
                new Group(
                        "STEPPING",
                        List.of(
                                new KeyText(".   ,", "next, previous event"),
                                new KeyText("E   Shift+E", "next, previous exception"),
                                new KeyText("N   Shift+N", "next, previous finding"),
                                new KeyText("Space", "play and pause"),
                                new KeyText("Shift+Space", "play faster: \u00d70.1, 0.25, 1, 4, 16"))),
                new Group(
                        "FINDING",
                        List.of(
                                new KeyText("/   Ctrl+F", "find events by their text"),
                                new KeyText("Enter   Shift+Enter", "next, previous hit"),
                                new KeyText("Esc", "leave the search, close what is open"))),
                new Group(
                        "WINDOW",
                        List.of(
                                new KeyText("Q", "show and hide the drawer"),
                                new KeyText("Ctrl+Plus   Ctrl+Minus", "larger, smaller text"),
                                new KeyText("?", "this sheet"))));
    }
}
