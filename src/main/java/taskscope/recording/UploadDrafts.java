package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Trace;
import taskscope.trace.Upload;

/// The uploaded files of a run. As the file counts until frozen.
final class UploadDrafts {

    private final List<Upload> uploads = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final LossList losses;

    UploadDrafts(LossList losses) {
        this.losses = losses;
    }

    int opened(CurrentEvent event) {
        byId.put(event.process(), event.id(Key.UPLOAD), uploads.size());
        uploads.add(new Upload(
                event.process(),
                event.request(),
                event.number(Key.BYTES, -1),
                event.timeNanos(),
                EventOrder.UNSET,
                event.index(),
                Trace.NONE));
        return uploads.size() - 1;
    }

    int closed(CurrentEvent event) {
        int found = find(event);
        if (found != Trace.NONE) {
            Upload open = uploads.get(found);
            uploads.set(found, until(open, open.openedNanos(), event.timeNanos(), open.openedEvent(), event.index()));
        }
        return found;
    }

    int read(CurrentEvent event) {
        return find(event);
    }

    List<Upload> frozen(EventOrder order) {
        return uploads.stream()
                .map(each -> until(
                        each,
                        order.time(each.openedNanos()),
                        order.time(each.closedNanos()),
                        order.event(each.openedEvent()),
                        order.event(each.closedEvent())))
                .toList();
    }

    private int find(CurrentEvent event) {
        int found = byId.find(event.process(), event.id(Key.UPLOAD));
        if (found == Trace.NONE) {
            losses.addEndWithoutBegin("upload", event.id(Key.UPLOAD));
        }
        return found;
    }

    private static Upload until(Upload upload, long openedNanos, long closedNanos, int openedEvent, int closedEvent) {
        return new Upload(
                upload.process(), upload.request(), upload.bytes(), openedNanos, closedNanos, openedEvent, closedEvent);
    }
}
