package taskscope.view.gallery;

import java.util.List;

/// What the gallery says of a scenario; one that it does not know is told by its name alone.
enum Scenario {
    SILENT_EXCEPTION(
            "silent-exception",
            "The task runs but nothing happens",
            "The client has its 200, and the mail is never sent."),
    CLOSED_SESSION(
            "closed-session",
            "Database session closed",
            "The task touches an object whose session the request has already closed."),
    BLOCKING_CALL(
            "blocking-call",
            "Blocking code in an async context",
            "One task holds the event loop, and everybody else waits."),
    DEPENDS_IN_TASK(
            "depends-in-task",
            "Depends() in a background task",
            "Nobody resolves Depends() for a task: it gets the marker instead of a session.");

    private static final List<Scenario> ALL = List.of(values());

    private final String id;
    private final String title;
    private final String story;

    Scenario(String id, String title, String story) {
        this.id = id;
        this.title = title;
        this.story = story;
    }

    static int place(String id) {
        return ALL.stream()
                .filter(each -> each.id.equals(id))
                .mapToInt(ALL::indexOf)
                .findFirst()
                .orElse(ALL.size());
    }

    static String title(String id) {
        int place = place(id);
        return place < ALL.size() ? ALL.get(place).title : id.replace('-', ' ');
    }

    static String story(String id) {
        int place = place(id);
        return place < ALL.size() ? ALL.get(place).story : "";
    }
}
