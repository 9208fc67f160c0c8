package taskscope.view.words;

import java.util.Map;
import taskscope.time.TimeText;
import taskscope.trace.Circumstance;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// One line for people about a kind of event that no list of the trace holds: `by server, client 127.0.0.1:4711`.
final class CircumstanceText {

    private CircumstanceText() {}

    static String of(Trace trace, int id) {
        Circumstance circumstance = trace.circumstances().get(id);
        Map<String, String> facts = circumstance.facts();
        EventKind kind = trace.events().kind(circumstance.event());
        return switch (kind) {
            case PROCESS_LISTENING -> fact(facts, "address") + ":" + fact(facts, "port");
            case PROCESS_SIGNAL -> fact(facts, "signal");
            case PROCESS_STARTUP, PROCESS_SHUTDOWN -> fact(facts, "phase");
            case APPLICATION_SEEN -> middleware(fact(facts, "middleware"));
            case PROCESS_CHILDENDED ->
                "process " + fact(facts, "child")
                        + (facts.containsKey("signal")
                                ? " ended by " + fact(facts, "signal")
                                : " ended with " + fact(facts, "exit"));
            case CONTEXT_LOST -> fact(facts, "names") + " set on a worker thread, lost with it";
            case RESPONSE_BUILT ->
                fact(facts, "response") + (facts.containsKey("queue") ? " with tasks" : " without tasks");
            case CONNECTION_LOST -> "by the " + fact(facts, "by") + ", client " + fact(facts, "client");
            case LIMIT_REFUSED ->
                "limit " + fact(facts, "limit") + " reached while " + fact(facts, "tasks") + " tasks ran";
            case SLOT_WAITING -> "all " + fact(facts, "limit") + " slots are taken";
            case SLOT_ACQUIRED -> "after " + TimeText.of(trace.events().value(circumstance.event()));
            case REQUEST_READ -> "read after the answer: " + fact(facts, "message");
            case FILE_REMOVED ->
                facts.getOrDefault("path", "") + ("yes".equals(facts.get("directory")) ? " directory" : "");
            case MEMORY_HELD -> fact(facts, "bytes") + " bytes held for " + fact(facts, "tasks") + " tasks";
            default -> others(facts);
        };
    }

    private static String middleware(String names) {
        return names.isEmpty() ? "no middleware" : "middleware " + names;
    }

    private static String others(Map<String, String> facts) {
        return String.join(
                ", ",
                facts.entrySet().stream()
                        .filter(each -> !each.getKey().equals("at"))
                        .map(each -> each.getKey() + " " + each.getValue())
                        .toList());
    }

    private static String fact(Map<String, String> facts, String key) {
        return facts.getOrDefault(key, "?");
    }
}
