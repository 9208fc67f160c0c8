package taskscope.view.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.rules.Rules;
import taskscope.view.SampleTrace;
import taskscope.view.workbench.LoadedTrace;

class FindingsModelTest {

    private final FindingsModel model = new FindingsModel(Rules.all());

    @Test
    void aCardHasTheTitleOfItsRuleAndFoldsWhatItExplains() {
        model.show(SampleTrace.loaded());
        FindingCard card = model.shown().get().cards().getFirst();
        assertEquals("First failing task stops the rest", card.title());
        assertTrue(card.clientSaw().startsWith("POST /signup: 200 after 8 ms"), card.clientSaw());
        assertEquals(
                List.of("Task fails after the 200"),
                card.folded().stream().map(FindingCard::title).toList());
    }

    @Test
    void rulesWithoutAVerdictAreNamedAndABrokenOneShowsNoFault() {
        LoadedTrace loaded = SampleTrace.loaded();
        model.show(new LoadedTrace(
                loaded.report(),
                new Diagnosis(
                        List.of(),
                        List.of("first-failure-stops-queue"),
                        List.of(new Diagnosis.NotJudged(
                                "task-exception-after-200", "the sql sensor was off", "--sensor sql=on")),
                        List.of(new Diagnosis.Broken("exception-never-logged", "java.lang.IllegalStateException")))));
        assertEquals(
                List.of(
                        new FindingsModel.Unjudged(
                                "Task fails after the 200", "the sql sensor was off", "--sensor sql=on"),
                        new FindingsModel.Unjudged(
                                "The exception left the task and no log record carries it",
                                "Could not be judged (internal error).",
                                "")),
                model.shown().get().unjudged());
        assertEquals(
                "1 rule checked, it passed. 2 not judged, see below.",
                model.shown().get().withoutFindings());
    }
}
