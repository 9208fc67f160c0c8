package taskscope.view.findings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Finding;
import taskscope.timeline.Selection;
import taskscope.view.parts.FittingScroll;
import taskscope.view.parts.Prose;
import taskscope.view.workbench.Workbench;

/// Binds `fxml/findings/FindingsPane.fxml` to its model and to the one selection.
public final class FindingsPane {

    /// A recording of a broken service can have thousands; nobody reads further than this at once.
    private static final int CARDS_AT_ONCE = 50;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final FindingsModel model;
    private final Workbench workbench;
    private final Map<Finding, CardBox> boxes = new HashMap<>();
    private final Button more = new Button();
    private FindingsModel.Shown shown = new FindingsModel.Shown(List.of(), List.of(), 0);
    private int cardCount;

    @FXML
    private VBox pane;

    @FXML
    private Label heading;

    @FXML
    private FittingScroll scroll;

    @FXML
    private VBox cards;

    public FindingsPane(FindingsModel model, Workbench workbench) {
        this.model = model;
        this.workbench = workbench;
    }

    @FXML
    private void initialize() {
        pane.setMaxHeight(VBox.USE_PREF_SIZE);
        more.setOnAction(_ -> addPage());
        model.shown().subscribe(this::show);
        workbench.selection().subscribe(this::mark);
    }

    private void show(FindingsModel.Shown next) {
        shown = next;
        heading.setText("FINDINGS \u00b7 " + shown.cards().size());
        boxes.clear();
        cards.getChildren().clear();
        cardCount = 0;
        addPage();
        mark(workbench.selection().get());
    }

    /// The next cards, and after the last one what comes after the cards.
    private void addPage() {
        List<FindingCard> all = shown.cards();
        int end = Math.min(all.size(), cardCount + CARDS_AT_ONCE);
        cards.getChildren().remove(more);
        all.subList(cardCount, end).forEach(each -> cards.getChildren().add(box(each)));
        cardCount = end;
        if (end < all.size()) {
            more.setText("Show more, " + (all.size() - end) + " are left");
            cards.getChildren().add(more);
            return;
        }
        if (all.isEmpty()) {
            cards.getChildren().add(new Prose(shown.withoutFindings(), "quiet"));
        }
        if (!shown.unjudged().isEmpty() || !all.isEmpty()) {
            cards.getChildren().add(new UnjudgedBox(shown));
        }
    }

    private CardBox box(FindingCard card) {
        var box = new CardBox(card, this::select);
        boxes.put(card.finding(), box);
        card.folded().forEach(each -> boxes.put(each.finding(), box));
        return box;
    }

    private void select(Finding finding) {
        workbench.selection().set(new Selection.OneFinding(finding));
    }

    private void mark(Selection selection) {
        boxes.values().forEach(each -> each.pseudoClassStateChanged(SELECTED, false));
        if (selection instanceof Selection.OneFinding(var finding)) {
            CardBox box = boxOf(finding);
            if (box != null) {
                box.pseudoClassStateChanged(SELECTED, true);
                reveal(box);
            }
        }
    }

    /// The card that tells of the finding; the list grows until it has it.
    private @Nullable CardBox boxOf(Finding finding) {
        while (!boxes.containsKey(finding) && cardCount < shown.cards().size()) {
            addPage();
        }
        return boxes.get(finding);
    }

    private void reveal(CardBox box) {
        double hiddenPx = cards.getHeight() - scroll.getViewportBounds().getHeight();
        double top = box.getBoundsInParent().getMinY();
        double bottom = box.getBoundsInParent().getMaxY();
        double shownFrom = scroll.getVvalue() * hiddenPx;
        if (hiddenPx > 0
                && (top < shownFrom
                        || bottom > shownFrom + scroll.getViewportBounds().getHeight())) {
            scroll.setVvalue(Math.clamp(top / hiddenPx, 0, 1));
        }
    }
}
