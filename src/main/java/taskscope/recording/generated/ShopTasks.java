package taskscope.recording.generated;

import java.util.SplittableRandom;

/// The background tasks of the shop: a mail, and a partner who is told of the order.
final class ShopTasks {

    /// One mail in twenty fails, and with it the partner behind it in the queue.
    private static final int MAILS_PER_FAILURE = 20;

    /// One call in four of the partner is slow enough for the alarm of the event loop.
    private static final int CALLS_PER_STALL = 4;

    private final RequestClock clock;
    private final ShopIds ids;
    private final SplittableRandom random;

    ShopTasks(RequestClock clock, ShopIds ids, SplittableRandom random) {
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    int queueMail(int request, String place, int caller) {
        return queue(request, place, caller, """
                "name":"shop.mail.send_mail","function":%d,"mode":"sync"\
                """.formatted(ShopCode.SEND_MAIL), """
                {"name":"to","type":"str","bytes":67},{"name":"text","type":"str","bytes":58}\
                """);
    }

    int queuePartner(int request, String place, int session) {
        return queue(
                request, place, ShopCode.CREATE_ORDER, """
                "name":"shop.partner.sync_partner","function":%d,"mode":"async"\
                """.formatted(ShopCode.SYNC_PARTNER), """
                {"name":"item","type":"shop.models.Item","is":"orm","session":%d,"bytes":48}\
                """.formatted(session));
    }

    /// True if the mail failed.
    boolean sendMail(int task) {
        clock.enter(task);
        clock.onLoop("task.started", ",\"name\":\"shop.mail.send_mail\"", 20_000);
        int workedNanos = random.nextInt(2_000_000, 80_000_000);
        if (random.nextInt(MAILS_PER_FAILURE) > 0) {
            clock.onLoop("task.ended", ",\"returned\":\"NoneType\"", workedNanos);
            return false;
        }
        String exception = ",\"exception\":" + ++ids.exception;
        clock.onLoop("exception.seen", exception + ShopCode.MAIL_EXCEPTION, workedNanos);
        clock.onLoop("task.failed", exception, 3_000);
        clock.add(
                "log.written",
                ",\"thread\":1,\"logger\":\"uvicorn.error\",\"level\":\"ERROR\"" + exception + ",\"reached\":true",
                90_000);
        return true;
    }

    /// Gives the time until which the event loop is held, 0 where it is not.
    long syncPartner(int task) {
        clock.enter(task);
        clock.onLoop("task.started", ",\"name\":\"shop.partner.sync_partner\"", 20_000);
        if (random.nextInt(CALLS_PER_STALL) > 0) {
            clock.onLoop("task.ended", "", random.nextInt(400_000, 3_000_000));
            return 0;
        }
        String stall = ",\"stall\":" + ++ids.stall;
        int durationNanos = random.nextInt(8_000_000, 400_000_000);
        clock.onLoop("stall.started", stall + ",\"loop\":1", 10_000);
        clock.onLoop("task.ended", "", durationNanos - 5_000);
        clock.onLoop(
                "stall.ended",
                stall + ",\"durationNanos\":" + durationNanos + ShopCode.partnerStall(durationNanos),
                5_000);
        return clock.nowNanos();
    }

    private int queue(int request, String place, int caller, String function, String arguments) {
        int task = ++ids.task;
        clock.add(
                "task.queued",
                ",\"request\":%d,\"task\":%d,\"thread\":1,\"queue\":%d,%s,\"at\":%s,\"caller\":%d,\"arguments\":[%s]"
                        .formatted(request, task, ids.queue, function, place, caller, arguments),
                30_000);
        return task;
    }
}
