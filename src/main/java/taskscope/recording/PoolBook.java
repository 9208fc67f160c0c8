package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Checkout;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// The checkouts from connection pools of a run, as their events come in.
final class PoolBook {

    private final List<Checkout> checkouts = new ArrayList<>();
    private final Ids openByConnection = new Ids();
    private final Ids waitingByThread = new Ids();
    private final CodeBook code;
    private final DatabaseBook database;

    PoolBook(CodeBook code, DatabaseBook database) {
        this.code = code;
        this.database = database;
    }

    /// The checkout that the event tells of, [Trace#NONE] for a connection given back that was never seen going out.
    int take(Entry entry, EventKind kind) {
        return switch (kind) {
            case CONNECTION_WAITING -> waiting(entry);
            case CONNECTION_CHECKEDOUT -> out(entry);
            case CONNECTION_CHECKEDIN -> in(entry);
            default -> timedOut(entry);
        };
    }

    private int waiting(Entry entry) {
        waitingByThread.renew(entry.process, waiter(entry), entry.event + 1);
        return Trace.NONE;
    }

    /// The waiting event of the same task, request or thread, [Trace#NONE] where nobody waited; it is used up.
    private int waited(Entry entry) {
        int event = waitingByThread.find(entry.process, waiter(entry));
        waitingByThread.renew(entry.process, waiter(entry), 0);
        return event <= 0 ? Trace.NONE : event - 1;
    }

    private static long waiter(Entry entry) {
        return ((long) entry.task + 2) << 24 ^ ((long) entry.request + 2) << 8 ^ entry.thread + 2;
    }

    private int out(Entry entry) {
        RawEvent raw = entry.raw;
        int id = checkouts.size();
        checkouts.add(new Checkout(
                id,
                entry.process,
                raw.small(Key.CONNECTION, 0),
                raw.small(Key.POOL, 0),
                database.session(entry.process, raw.number(Key.SESSION, 0)),
                entry.request,
                entry.task,
                raw.number(Key.WAITEDNANOS, 0),
                entry.timeNanos,
                Trace.NEVER,
                raw.small(Key.OUT, 0),
                raw.small(Key.SIZE, 0),
                raw.small(Key.OVERFLOW, 0),
                false,
                Trace.NONE,
                new Checkout.Marks(waited(entry), entry.event, Trace.NONE)));
        openByConnection.renew(entry.process, raw.number(Key.CONNECTION, 0), id);
        return id;
    }

    private int in(Entry entry) {
        int id = openByConnection.find(entry.process, entry.raw.number(Key.CONNECTION, 0));
        if (id != Trace.NONE && checkouts.get(id).inNanos() == Trace.NEVER) {
            checkouts.set(id, returned(checkouts.get(id), entry));
        }
        return id;
    }

    private static Checkout returned(Checkout open, Entry entry) {
        return new Checkout(
                open.id(),
                open.process(),
                open.connection(),
                open.pool(),
                open.session(),
                open.request(),
                open.task(),
                open.waitedNanos(),
                open.outNanos(),
                entry.timeNanos,
                open.out(),
                open.size(),
                open.overflow(),
                false,
                Trace.NONE,
                new Checkout.Marks(open.marks().waiting(), open.marks().out(), entry.event));
    }

    private int timedOut(Entry entry) {
        RawEvent raw = entry.raw;
        int id = checkouts.size();
        checkouts.add(new Checkout(
                id,
                entry.process,
                Trace.NONE,
                raw.small(Key.POOL, 0),
                Trace.NONE,
                entry.request,
                entry.task,
                raw.number(Key.WAITEDNANOS, 0),
                Trace.NEVER,
                Trace.NEVER,
                raw.small(Key.OUT, 0),
                raw.small(Key.SIZE, 0),
                raw.small(Key.OVERFLOW, 0),
                true,
                code.exception(entry),
                new Checkout.Marks(waited(entry), entry.event, Trace.NONE)));
        return id;
    }

    List<Checkout> freeze(Frozen frozen) {
        return checkouts.stream()
                .map(each -> new Checkout(
                        each.id(),
                        each.process(),
                        each.connection(),
                        each.pool(),
                        each.session(),
                        each.request(),
                        each.task(),
                        each.waitedNanos(),
                        frozen.time(each.outNanos()),
                        frozen.time(each.inNanos()),
                        each.out(),
                        each.size(),
                        each.overflow(),
                        each.hasTimedOut(),
                        each.exception(),
                        new Checkout.Marks(
                                frozen.event(each.marks().waiting()),
                                frozen.event(each.marks().out()),
                                frozen.event(each.marks().in()))))
                .toList();
    }
}
