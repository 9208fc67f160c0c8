package taskscope.view.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import taskscope.workspace.Preferences;

/// The menu at the right end of the toolbar.
final class WindowMenu {

    private final WindowKeys.Actions actions;
    private final Theme theme;

    WindowMenu(WindowKeys.Actions actions, Theme theme) {
        this.actions = actions;
        this.theme = theme;
    }

    MenuItem[] items(Menu recent) {
        return new MenuItem[] {
            item("Open\u2026", actions::open),
            recent,
            item("Samples and recent files", actions::close),
            new SeparatorMenuItem(),
            themes(),
            sizes(),
            new SeparatorMenuItem(),
            item("Keys", actions::toggleKeySheet)
        };
    }

    static void fill(Menu recent, List<Path> files, Consumer<Path> open) {
        recent.getItems()
                .setAll(files.stream()
                        .map(each -> item(each.toString(), () -> open.accept(each)))
                        .toList());
        recent.setDisable(files.isEmpty());
    }

    private Menu themes() {
        var menu = new Menu("Theme");
        var group = new ToggleGroup();
        menu.getItems()
                .setAll(
                        theme("As the desktop", Preferences.Theme.SYSTEM, group),
                        theme("Light", Preferences.Theme.LIGHT, group),
                        theme("Dark", Preferences.Theme.DARK, group));
        return menu;
    }

    private RadioMenuItem theme(String name, Preferences.Theme choice, ToggleGroup group) {
        var item = new RadioMenuItem(name);
        item.setToggleGroup(group);
        item.setSelected(theme.preferences().get().theme() == choice);
        item.setOnAction(_ -> theme.preferences().set(theme.preferences().get().withTheme(choice)));
        return item;
    }

    private Menu sizes() {
        var menu = new Menu("Text size");
        menu.getItems()
                .setAll(
                        item("Larger", () -> actions.larger(1)),
                        item("Smaller", () -> actions.larger(-1)),
                        item("Usual", actions::usualSize));
        return menu;
    }

    private static MenuItem item(String name, Runnable action) {
        var item = new MenuItem(name);
        // A file name may have an underscore, which is no mnemonic.
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
