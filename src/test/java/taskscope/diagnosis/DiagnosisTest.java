package taskscope.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import taskscope.casebook.TraceScript;
import taskscope.trace.Trace;

/// "Which finding leads", on made-up rules over two requests, the first with two tasks.
class DiagnosisTest {

    private static final Trace TRACE = TraceScript.trace("""
            1ms   request 1         request.started POST /a
            2ms   request 1 task 1  task.queued shop.one
            3ms   request 1 task 2  task.queued shop.two
            4ms   request 2         request.started POST /b
            5ms   request 2 task 3  task.queued shop.three
            """);

    private static final Fix FIX = Fix.example("Mend it", "broken()", "whole()");

    /// A rule that finds one thing, for a task, with its evidence at a time.
    private record Made(RuleCard card, Function<Trace, Verdict> verdict) implements Rule {
        @Override
        public Verdict examine(Trace trace) {
            return verdict.apply(trace);
        }
    }

    private static RuleCard card(String id, Rank rank) {
        return RuleCard.named(id)
                .rank(rank)
                .title("A fault")
                .what("Something is wrong.")
                .why("It is so.")
                .versions("All versions.")
                .lookAlike("Health.")
                .fixes(FIX);
    }

    private static Rule rule(String id, Rank rank, Function<FindingDraft, FindingDraft> particulars) {
        RuleCard card = card(id, rank);
        return new Made(
                card,
                _ -> Verdict.found(List.of(
                        particulars.apply(Finding.draft(card, id).during(0)).done())));
    }

    private static Function<FindingDraft, FindingDraft> ofTask(int task, long timeNanos) {
        int event = TRACE.tasks().get(task).marks().queued();
        return draft -> draft.of(TRACE.tasks().get(task)).during(timeNanos).evidence(event, "queued");
    }

    private static List<String> shape(List<Rule> rules) {
        return Diagnosis.of(TRACE, rules).findings().stream()
                .map(each -> each.ruleId()
                        + each.folded().stream().map(Finding::ruleId).toList())
                .toList();
    }

    @Test
    void effectsAndGeneralsAreFoldedUnderTheCauseOfTheirGroup() {
        assertEquals(
                List.of("cause[effect, general]"),
                shape(List.of(
                        rule("general", Rank.GENERAL, ofTask(0, 3)),
                        rule("effect", Rank.EFFECT, ofTask(1, 2)),
                        rule("cause", Rank.CAUSE, ofTask(1, 1)))));
    }

    @Test
    void ofSeveralCausesTheOneWhoseEvidenceBeginsFirstLeadsAndTheOthersStay() {
        assertEquals(
                List.of("later[]", "first[general]"),
                shape(List.of(
                        rule("later", Rank.CAUSE, ofTask(1, 1)),
                        rule("first", Rank.CAUSE, ofTask(0, 2)),
                        rule("general", Rank.GENERAL, ofTask(1, 3)))));
    }

    @Test
    void withoutACauseAnEffectLeadsAndWithoutEitherTheGeneralStays() {
        assertEquals(
                List.of("effect[general]", "other-general[]"),
                shape(List.of(
                        rule("general", Rank.GENERAL, ofTask(0, 0)),
                        rule("effect", Rank.EFFECT, ofTask(0, 1)),
                        rule("other-general", Rank.GENERAL, ofTask(2, 2)))));
    }

    @Test
    void findingsOfDifferentRequestsHaveNothingToDoWithEachOther() {
        assertEquals(
                List.of("general[]", "cause[]"),
                shape(List.of(rule("cause", Rank.CAUSE, ofTask(0, 9)), rule("general", Rank.GENERAL, ofTask(2, 1)))));
    }

    @Test
    void severityComesFirstThenTheTimeLostByOthersThenTheStart() {
        List<Rule> rules = List.of(
                rule("low", Rank.CAUSE, draft -> ofTask(0, 0).apply(draft).severity(Severity.LOW)),
                rule("late", Rank.CAUSE, ofTask(0, 9)),
                rule("early", Rank.CAUSE, ofTask(0, 1)),
                rule("costly", Rank.CAUSE, draft -> ofTask(0, 20).apply(draft).cost(1_000)));
        assertEquals(List.of("costly[]", "early[]", "late[]", "low[]"), shape(rules));
    }

    @Test
    void theOrderOfTheRulesChangesNothing() {
        List<Rule> rules = new ArrayList<>();
        for (int at = 0; at < 12; at++) {
            rules.add(rule(
                    "rule-" + at, List.of(Rank.CAUSE, Rank.EFFECT, Rank.GENERAL).get(at % 3), ofTask(at % 3, at % 2)));
        }
        List<String> wanted = shape(rules);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(rules, new Random(seed));
            assertEquals(wanted, shape(rules), "seed " + seed);
        }
    }

    @Test
    void aRuleThatThrowsIsKeptApart() {
        Diagnosis diagnosis = Diagnosis.of(
                TRACE,
                List.of(
                        new Made(card("breaks", Rank.CAUSE), _ -> {
                            throw new IllegalStateException("oops");
                        }),
                        new Made(card("clear", Rank.CAUSE), _ -> new Verdict.Clear()),
                        new Made(
                                card("blind", Rank.CAUSE), _ -> Verdict.cannotTell("it was dark", "--sensor sql=on"))));
        assertEquals(List.of("clear"), diagnosis.passed());
        assertEquals(
                List.of(new Diagnosis.NotJudged("blind", "it was dark", "--sensor sql=on")), diagnosis.notJudged());
        assertEquals(
                List.of(new Diagnosis.Broken("breaks", "java.lang.IllegalStateException: oops")), diagnosis.broken());
    }
}
