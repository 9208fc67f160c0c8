package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import taskscope.diagnosis.CallText;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.Argument;
import taskscope.trace.Location;
import taskscope.trace.Task;

/// A small function that is queued in the place of the task: it takes ids, opens a session, and calls the task.
final class QueuedWrapper {

    private static final String SESSION = "own_session";

    private final Task task;
    private final SessionFactory factory;
    private final Snippet statement;
    private final CallText call;
    private final String refreshed;
    private final Set<String> imports = new LinkedHashSet<>();
    private final boolean commits;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> queued = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();
    private final List<String> loads = new ArrayList<>();
    private boolean takesSession;

    private QueuedWrapper(
            UserCode code, Task task, SessionFactory factory, Snippet statement, CallText call, String refreshed) {
        this.task = task;
        this.factory = factory;
        this.statement = statement;
        this.call = call;
        factory.importIn(statement.file()).filter(each -> !each.isEmpty()).ifPresent(imports::add);
        this.refreshed = refreshed;
        this.commits = !code.function(task.function())
                .flatMap(code::body)
                .map(Snippet::text)
                .filter(each -> each.matches("(?s).*\\.(commit|rollback|begin)\\(.*"))
                .isPresent();
    }

    static Optional<QueuedWrapper> of(UserCode code, Task task, SessionFactory factory) {
        return of(code, task, factory, "");
    }

    /// `refreshed` is an attribute that the wrapper loads before it calls the task, `""` for none.
    static Optional<QueuedWrapper> of(UserCode code, Task task, SessionFactory factory, String refreshed) {
        Location at = task.queuedAt();
        if (at == null || (factory.isAsync() && !task.isAsync())) {
            return Optional.empty();
        }
        Optional<Snippet> statement = code.statement(at);
        Optional<CallText> call = statement
                .flatMap(each -> CallText.of(each.text(), "add_task"))
                .filter(CallText::isPlain)
                .filter(each -> each.arguments().size()
                        == task.arguments().stream()
                                        .filter(argument -> !argument.isDefault())
                                        .count()
                                + 1)
                .filter(each -> each.arguments().getFirst().matches("[\\w.]+"));
        return factory.importIn(at.file()).isEmpty()
                ? Optional.empty()
                : call.map(each -> new QueuedWrapper(code, task, factory, statement.orElseThrow(), each, refreshed));
    }

    Fix fix() {
        List<String> texts = call.arguments();
        List<Argument> arguments =
                task.arguments().stream().filter(each -> !each.isDefault()).toList();
        for (int at = 0; at < arguments.size(); at++) {
            take(arguments.get(at), texts.get(at + 1));
        }
        String name = task.simpleName() + "_in_own_session";
        List<String> queue = new ArrayList<>(List.of(name));
        queue.addAll(queued);
        List<String> after = new ArrayList<>();
        imports.forEach(each -> after.add(statement.indent() + each));
        if (!imports.isEmpty()) {
            after.add("");
        }
        after.addAll(function(name));
        after.add("");
        after.add(call.with(queue));
        return statement.replacedBy("Queue ids, and load what the task needs in a session of its own", after);
    }

    private void take(Argument argument, String text) {
        boolean isKeyword = text.matches("(?s)\\w+\\s*=[^=].*");
        String key = isKeyword ? text.substring(0, text.indexOf('=')).strip() + "=" : "";
        String value = isKeyword ? text.substring(text.indexOf('=') + 1).strip() : text;
        String name = argument.name().matches("[A-Za-z_]\\w*") ? argument.name() : "value" + (parameters.size() + 1);
        switch (argument.nature()) {
            case SESSION, ASYNCSESSION -> {
                handed.add(key + SESSION);
                takesSession = true;
            }
            case ORM -> takeMapped(argument, name, key, value);
            default -> {
                parameters.add(name);
                queued.add(value);
                handed.add(key + name);
            }
        }
    }

    /// In async code reading `order.id` may itself ask the database, after a commit; the identity is always known.
    private void takeMapped(Argument argument, String name, String key, String value) {
        String id = name + (factory.isAsync() ? "_key" : "_id");
        parameters.add(id);
        queued.add(factory.isAsync() ? "inspect(" + value + ").identity" : value + ".id");
        handed.add(key + name);
        String type = argument.type().substring(argument.type().lastIndexOf('.') + 1);
        loads.add(name + " = " + awaits() + SESSION + ".get(" + type + ", " + id + ")");
        if (factory.isAsync()) {
            imports.add("from sqlalchemy import inspect");
        }
        if (!refreshed.isEmpty()) {
            loads.add(awaits() + SESSION + ".run_sync(lambda _: " + name + "." + refreshed + ")");
        }
    }

    private String awaits() {
        return factory.isAsync() ? "await " : "";
    }

    private List<String> function(String name) {
        String indent = statement.indent();
        List<String> lines = new ArrayList<>();
        lines.add(
                indent + (task.isAsync() ? "async def " : "def ") + name + "(" + String.join(", ", parameters) + "):");
        lines.add(indent + "    " + factory.with(SESSION, takesSession && commits));
        loads.forEach(each -> lines.add(indent + "        " + each));
        lines.add(indent + "        " + (task.isAsync() ? "await " : "")
                + call.arguments().getFirst() + "(" + String.join(", ", handed) + ")");
        return lines;
    }
}
