package taskscope.view.window;

import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import taskscope.view.toolbar.Player;
import taskscope.view.toolbar.StepModel;

/// The keys that work wherever the focus is, as long as it is in no text field.
final class WindowKeys {

    /// What a key can ask of the window.
    interface Actions {
        void open();

        void close();

        void search();

        void toggleKeySheet();

        void toggleDrawer();

        boolean closeInnermost();

        void larger(int byPx);

        void usualSize();
    }

    private final Actions actions;
    private final StepModel steps;
    private final Player player;

    WindowKeys(Actions actions, StepModel steps, Player player) {
        this.actions = actions;
        this.steps = steps;
        this.player = player;
    }

    void listenTo(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.isShortcutDown() && !key.isAltDown() && shortcut(key)) {
                key.consume();
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            boolean isTyping = scene.getFocusOwner() instanceof TextInputControl;
            if (!isTyping && !key.isShortcutDown() && !key.isAltDown() && plain(key)) {
                key.consume();
            }
        });
        scene.addEventHandler(KeyEvent.KEY_TYPED, key -> {
            boolean isTyping = scene.getFocusOwner() instanceof TextInputControl;
            // The sign, not the key: where it stands depends on the keyboard.
            if (!isTyping && key.getCharacter().equals("?")) {
                actions.toggleKeySheet();
                key.consume();
            } else if (!isTyping && key.getCharacter().equals("/")) {
                actions.search();
                key.consume();
            }
        });
    }

    private boolean shortcut(KeyEvent key) {
        switch (key.getCode()) {
            case O -> actions.open();
            case W -> actions.close();
            case F -> actions.search();
            case PLUS, EQUALS, ADD -> actions.larger(1);
            case MINUS, SUBTRACT -> actions.larger(-1);
            case DIGIT0, NUMPAD0 -> actions.usualSize();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent key) {
        boolean isForward = !key.isShiftDown();
        switch (key.getCode()) {
            case E -> steps.exception(isForward);
            case N -> steps.finding(isForward);
            case Q -> actions.toggleDrawer();
            case PERIOD -> steps.forward();
            case COMMA -> steps.back();
            case SPACE -> play(isForward);
            default -> {
                return key.getCode() == KeyCode.ESCAPE && actions.closeInnermost();
            }
        }
        return true;
    }

    private void play(boolean isPlain) {
        if (isPlain) {
            player.playing().set(!player.playing().get());
        } else {
            player.faster();
        }
    }
}
