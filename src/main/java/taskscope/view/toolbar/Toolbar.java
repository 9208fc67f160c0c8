package taskscope.view.toolbar;

import atlantafx.base.controls.CustomTextField;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/toolbar/Toolbar.fxml` to opening, stepping, playing and searching.
public final class Toolbar {

    private final Workbench workbench;
    private final StepModel stepping;
    private final Player player;
    private final SearchModel searching;
    private final Runnable opening;

    @FXML
    private Button open;

    @FXML
    private ComboBox<String> runs;

    @FXML
    private HBox steps;

    @FXML
    private Button first;

    @FXML
    private Button back;

    @FXML
    private ToggleButton play;

    @FXML
    private Button forward;

    @FXML
    private Button last;

    @FXML
    private Label place;

    @FXML
    private CustomTextField search;

    @FXML
    private Label hits;

    @FXML
    private MenuButton menu;

    public Toolbar(Workbench workbench, StepModel stepping, Player player, SearchModel searching, Runnable opening) {
        this.workbench = workbench;
        this.stepping = stepping;
        this.player = player;
        this.searching = searching;
        this.opening = opening;
    }

    @FXML
    private void initialize() {
        var hasTrace = workbench.loaded().isNotNull();
        open.setOnAction(_ -> opening.run());
        for (Node each : new Node[] {steps, place, search, hits}) {
            each.visibleProperty().bind(hasTrace);
            each.managedProperty().bind(hasTrace);
        }
        bindSteps();
        bindSearch();
        tips();
    }

    private void bindSteps() {
        first.setOnAction(_ -> stepping.first());
        back.setOnAction(_ -> stepping.back());
        forward.setOnAction(_ -> stepping.forward());
        last.setOnAction(_ -> stepping.last());
        first.disableProperty().bind(stepping.isAtStart());
        back.disableProperty().bind(stepping.isAtStart());
        forward.disableProperty().bind(stepping.isAtEnd());
        last.disableProperty().bind(stepping.isAtEnd());
        place.textProperty().bind(stepping.place());
        play.selectedProperty().bindBidirectional(player.playing());
        player.speed().subscribe(_ -> play.setText("play " + player.speedText()));
        player.playing()
                .subscribe(isPlaying ->
                        ((FontIcon) play.getGraphic()).setIconLiteral(isPlaying ? "mdi2p-pause" : "mdi2p-play"));
    }

    private void bindSearch() {
        search.setLeft(new FontIcon("mdi2m-magnify"));
        hits.textProperty().bind(searching.hits());
        search.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                searching.find(search.getText(), !key.isShiftDown());
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE) {
                search.clear();
                searching.forget();
                search.getScene().getRoot().requestFocus();
                key.consume();
            }
        });
    }

    private void tips() {
        open.setTooltip(new Tooltip("Open recordings (Ctrl+O)"));
        first.setTooltip(new Tooltip("First event"));
        back.setTooltip(new Tooltip("Previous event (,)"));
        play.setTooltip(new Tooltip("Play and pause (Space); Shift+Space changes the speed"));
        forward.setTooltip(new Tooltip("Next event (.)"));
        last.setTooltip(new Tooltip("Last event"));
        first.setAccessibleText("First event");
        last.setAccessibleText("Last event");
        menu.setAccessibleText("Menu");
    }

    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    /// What the menu at the right end offers.
    public void offer(MenuItem... items) {
        menu.getItems().setAll(items);
    }

    /// Where several runs were opened: lets the user choose which one is shown.
    public ComboBox<String> runs() {
        return runs;
    }

    public Node stepControls() {
        return steps;
    }
}
