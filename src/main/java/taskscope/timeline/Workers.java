package taskscope.timeline;

import java.util.Arrays;
import taskscope.trace.Events;
import taskscope.trace.ThreadInfo;
import taskscope.trace.Trace;

/// Which worker thread ran each plain `def` task and route, [Trace#NONE] where nothing was recorded on it.
///
/// The event loop tells of their start and end; only what they do inside, a statement for one, names their thread.
final class Workers {

    private final int[] ofTask;
    private final int[] ofRequest;

    private Workers(int[] ofTask, int[] ofRequest) {
        this.ofTask = ofTask;
        this.ofRequest = ofRequest;
    }

    int ofTask(int task) {
        return ofTask[task];
    }

    int ofRequest(int request) {
        return ofRequest[request];
    }

    static Workers of(Trace trace) {
        int[] ofTask = nobody(trace.tasks().size());
        int[] ofRequest = nobody(trace.requests().size());
        Events events = trace.events();
        for (int event = 0; event < events.count(); event++) {
            int thread = events.thread(event);
            if (thread != Trace.NONE && trace.threads().get(thread).role() == ThreadInfo.Role.WORKER) {
                int task = events.task(event);
                int request = events.request(event);
                if (task != Trace.NONE) {
                    ofTask[task] = thread;
                } else if (request != Trace.NONE) {
                    ofRequest[request] = thread;
                }
            }
        }
        return new Workers(ofTask, ofRequest);
    }

    private static int[] nobody(int count) {
        int[] threads = new int[count];
        Arrays.fill(threads, Trace.NONE);
        return threads;
    }
}
