package taskscope.view.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import taskscope.view.workbench.Workbench;
import taskscope.workspace.Preferences;

/// How the window looks: light, dark or as the desktop, and how large its text is.
public final class Theme {

    private static final String OURS = Objects.requireNonNull(Theme.class.getResource("/css/taskscope.css"))
            .toExternalForm();

    private final Workbench workbench;
    private final ObjectProperty<Preferences> preferences;

    public Theme(Workbench workbench, Preferences preferences) {
        this.workbench = workbench;
        this.preferences = new SimpleObjectProperty<>(preferences);
    }

    public ObjectProperty<Preferences> preferences() {
        return preferences;
    }

    /// From now on the scene follows the preferences and the desktop.
    public void dress(Scene scene) {
        scene.getStylesheets().setAll(OURS);
        preferences.subscribe(chosen -> apply(chosen, scene.getRoot()));
        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> apply(preferences.get(), scene.getRoot()));
    }

    private void apply(Preferences chosen, Parent root) {
        boolean isDark = isDark(chosen);
        Application.setUserAgentStylesheet((isDark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        root.getStyleClass().removeAll("dark", "light");
        root.getStyleClass().add(isDark ? "dark" : "light");
        root.setStyle("-fx-font-size: " + chosen.fontPx() + "px;");
        workbench.dark().set(isDark);
    }

    private static boolean isDark(Preferences chosen) {
        return switch (chosen.theme()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    public void larger(int byPx) {
        Preferences now = preferences.get();
        preferences.set(now.withFontPx(now.fontPx() + byPx));
    }

    public void usualSize() {
        preferences.set(preferences.get().withFontPx(Preferences.USUAL_FONT_PX));
    }
}
