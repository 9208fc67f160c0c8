package taskscope.recording.generated;

import java.util.SplittableRandom;

/// The events of one request, with its tasks, in a shop where most work is small and some goes wrong.
///
/// ```
/// get item      93 in 100   no task
/// create order   6 in 100   a session; two tasks: a mail, and a partner that holds the event loop
/// login          1 in 100   refused after a task was queued, which then never runs
/// ```
final class ShopRequest {

    private static final int GET_ITEM_PERCENT = 93;
    private static final int CREATE_ORDER_PERCENT = 6;

    /// One mail in fifty fails, and with it the partner behind it in the queue.
    private static final int MAILS_PER_FAILURE = 50;

    /// One call in twenty of the partner is slow enough for the alarm of the event loop.
    private static final int CALLS_PER_STALL = 20;

    private final EventWriter events;
    private final ShopIds ids;
    private final SplittableRandom random;
    private final int request;
    private final long startNanos;
    private final String customer;
    private long nowNanos;
    private String owner;

    ShopRequest(EventWriter events, ShopIds ids, SplittableRandom random, long startNanos) {
        this.events = events;
        this.ids = ids;
        this.random = random;
        this.request = ++ids.request;
        this.startNanos = startNanos;
        this.nowNanos = startNanos;
        this.owner = ",\"request\":" + request;
        this.customer = "%08x-%04x-4%03x-a%03x-%012x"
                .formatted(
                        random.nextInt(),
                        random.nextInt(1 << 16),
                        random.nextInt(1 << 12),
                        random.nextInt(1 << 12),
                        random.nextLong(1L << 48));
    }

    /// Gives the time until which the event loop can do nothing else.
    long serve() {
        int percent = random.nextInt(100);
        if (percent < GET_ITEM_PERCENT) {
            return getItem();
        }
        return percent < GET_ITEM_PERCENT + CREATE_ORDER_PERCENT ? createOrder() : login();
    }

    private long getItem() {
        begin("GET", "/items/" + random.nextInt(100_000), ShopCode.GET_ITEM, "/items/{item}");
        onLoop("route.ended", "", 90_000);
        onLoop("response.queue", ",\"response\":\"starlette.responses.JSONResponse\"", 40_000);
        answer(200);
        onLoop("request.ended", "", 20_000);
        return startNanos;
    }

    private long createOrder() {
        begin("POST", "/orders", ShopCode.CREATE_ORDER, "/orders");
        int session = session();
        int queue = ++ids.queue;
        int mail = queued(queue, ShopCode.SEND_MAIL, "shop.mail.send_mail", "sync", 26, """
                {"name":"to","type":"str","bytes":67},{"name":"text","type":"str","bytes":58}""");
        int partner =
                queued(queue, ShopCode.SYNC_PARTNER, "shop.partner.sync_partner", "async", 27, """
                {"name":"item","type":"shop.models.Item","is":"orm","session":%d,"bytes":48}""".formatted(session));
        onLoop("route.ended", "", 120_000);
        queue(queue);
        answer(201);
        boolean hasFailed = mail(mail);
        long busyUntilNanos = hasFailed ? startNanos : partner(partner);
        owner = ",\"request\":" + request;
        onLoop("request.ended", hasFailed ? ",\"exception\":" + ids.exception : "", 20_000);
        return busyUntilNanos;
    }

    private long login() {
        begin("POST", "/login", ShopCode.LOGIN, "/login");
        queued(++ids.queue, ShopCode.SEND_MAIL, "shop.mail.send_mail", "sync", 11, """
                {"name":"to","type":"uuid.UUID","bytes":56},{"name":"text","type":"str","bytes":73}""");
        int exception = ++ids.exception;
        onLoop("exception.seen", ShopCode.loginException(exception), 60_000);
        onLoop("route.ended", ",\"exception\":" + exception, 2_000);
        onLoop(
                "response.queue",
                ",\"injected\":" + ids.queue + ",\"response\":\"starlette.responses.JSONResponse\"",
                40_000);
        answer(401);
        onLoop("request.ended", "", 20_000);
        return startNanos;
    }

    private void begin(String method, String path, int function, String template) {
        String client =
                "10.0." + random.nextInt(256) + "." + random.nextInt(256) + ":" + random.nextInt(32_768, 61_000);
        onLoop(
                "request.started",
                ",\"protocol\":\"http\",\"method\":\"" + method + "\",\"path\":\"/api/v2/customers/" + customer + path
                        + "\",\"client\":\"" + client + "\",\"loop\":1",
                0);
        onLoop(
                "route.started",
                ",\"function\":" + function + ",\"template\":\"/api/v2/customers/{customer}" + template + "\"",
                350_000);
    }

    private int session() {
        int session = ++ids.session;
        int connection = 1 + session % 5;
        String key = "%08x".formatted(random.nextInt());
        String both = ",\"session\":" + session + ",\"connection\":" + connection;
        String place = ",\"at\":{\"file\":\"shop/orders.py\",\"line\":%d,\"function\":\"create_order\"}";
        onWorker("session.created", ",\"session\":" + session + ",\"class\":\"Session\"" + place.formatted(23));
        onWorker(
                "connection.checkedout",
                ",\"connection\":" + connection + ",\"pool\":1,\"session\":" + session
                        + ",\"waitedNanos\":0,\"out\":1,\"size\":5,\"limit\":15,\"overflow\":0");
        onWorker("session.began", both);
        onWorker(
                "statement.ran",
                both + ",\"verb\":\"INSERT\",\"tables\":[\"orders\"],\"keys\":[\"" + key + "\"],\"durationNanos\":"
                        + random.nextInt(200_000, 900_000) + ",\"rows\":1" + place.formatted(24));
        onWorker("session.committed", ",\"session\":" + session);
        onWorker("connection.checkedin", ",\"connection\":" + connection + ",\"pool\":1,\"out\":0");
        onWorker("session.closed", ",\"session\":" + session);
        return session;
    }

    private int queued(int queue, int function, String name, String mode, int line, String arguments) {
        int task = ++ids.task;
        int caller = line > 20 ? ShopCode.CREATE_ORDER : ShopCode.LOGIN;
        String place = line > 20
                ? "{\"file\":\"shop/orders.py\",\"line\":" + line + ",\"function\":\"create_order\"}"
                : "{\"file\":\"shop/login.py\",\"line\":" + line + ",\"function\":\"login\"}";
        add(
                "task.queued",
                owner + ",\"task\":" + task + ",\"thread\":1,\"queue\":" + queue + ",\"name\":\"" + name
                        + "\",\"function\":" + function + ",\"mode\":\"" + mode + "\",\"at\":" + place + ",\"caller\":"
                        + caller + ",\"arguments\":[" + arguments + "]",
                30_000);
        return task;
    }

    private void queue(int queue) {
        onLoop(
                "response.queue",
                ",\"queue\":" + queue + ",\"injected\":" + queue + ",\"response\":\"starlette.responses.JSONResponse\"",
                50_000);
    }

    private void answer(int status) {
        onLoop("response.started", ",\"status\":" + status, 60_000);
        onLoop("response.ended", ",\"bytes\":" + random.nextInt(20, 4_000), 30_000);
    }

    /// True if the mail failed.
    private boolean mail(int task) {
        owner = ",\"request\":" + request + ",\"task\":" + task;
        onLoop("task.started", ",\"name\":\"shop.mail.send_mail\"", 20_000);
        int workedNanos = random.nextInt(2_000_000, 80_000_000);
        if (random.nextInt(MAILS_PER_FAILURE) > 0) {
            onLoop("task.ended", ",\"returned\":\"NoneType\"", workedNanos);
            return false;
        }
        int exception = ++ids.exception;
        onLoop("exception.seen", ShopCode.mailException(exception), workedNanos);
        onLoop("task.failed", ",\"exception\":" + exception, 3_000);
        add(
                "log.written",
                ",\"thread\":1,\"logger\":\"uvicorn.error\",\"level\":\"ERROR\",\"exception\":" + exception
                        + ",\"reached\":true",
                90_000);
        return true;
    }

    private long partner(int task) {
        owner = ",\"request\":" + request + ",\"task\":" + task;
        onLoop("task.started", ",\"name\":\"shop.partner.sync_partner\"", 20_000);
        if (random.nextInt(CALLS_PER_STALL) > 0) {
            onLoop("task.ended", "", random.nextInt(400_000, 3_000_000));
            return startNanos;
        }
        int stall = ++ids.stall;
        int durationNanos = random.nextInt(8_000_000, 400_000_000);
        onLoop("stall.started", ",\"stall\":" + stall + ",\"loop\":1", 10_000);
        onLoop("task.ended", "", durationNanos - 5_000);
        onLoop(
                "stall.ended",
                ",\"stall\":" + stall + ",\"durationNanos\":" + durationNanos
                        + ",\"callbacks\":1,\"cpuNanos\":1200000,\"processCpuNanos\":1300000,\"owner\":\"task\",\"samples\":["
                        + ShopCode.partnerSample(1 + durationNanos / 20_000_000) + "]",
                5_000);
        return nowNanos;
    }

    private void onLoop(String kind, String keys, int afterNanos) {
        add(kind, owner + ",\"thread\":1" + keys, afterNanos);
    }

    private void onWorker(String kind, String keys) {
        add(kind, owner + ",\"thread\":2" + keys, random.nextInt(20_000, 200_000));
    }

    private void add(String kind, String keys, int afterNanos) {
        nowNanos += afterNanos;
        events.add(nowNanos, kind, keys);
    }
}
