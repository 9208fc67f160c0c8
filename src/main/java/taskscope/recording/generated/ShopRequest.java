package taskscope.recording.generated;

import java.util.SplittableRandom;

/// The events of one request, in a shop where most work is small and some goes wrong.
///
/// ```
/// get item      93 in 100   no task
/// create order   6 in 100   a session; two tasks: a mail, and a partner that may hold the event loop
/// login          1 in 100   refused after a task was queued, which then never runs
/// ```
final class ShopRequest {

    private static final int GET_ITEM_PERCENT = 93;
    private static final int CREATE_ORDER_PERCENT = 6;

    /// Clients keep their connections, so their ports come again.
    private static final int CLIENTS = 250;

    private static final String JSON = ",\"response\":\"starlette.responses.JSONResponse\"";

    private final ShopIds ids;
    private final SplittableRandom random;
    private final int request;
    private final RequestClock clock;
    private final ShopTasks tasks;

    ShopRequest(EventWriter events, ShopIds ids, SplittableRandom random, long startNanos) {
        this.ids = ids;
        this.random = random;
        this.request = ++ids.request;
        this.clock = new RequestClock(events, random, request, startNanos);
        this.tasks = new ShopTasks(clock, ids, random);
    }

    /// Gives the time until which the event loop can do nothing else, 0 where it is not held.
    long serve() {
        int percent = random.nextInt(100);
        if (percent < GET_ITEM_PERCENT) {
            return getItem();
        }
        return percent < GET_ITEM_PERCENT + CREATE_ORDER_PERCENT ? createOrder() : login();
    }

    private long getItem() {
        begin("GET", "/items/" + random.nextInt(100_000), ShopCode.GET_ITEM, "/items/{item}");
        clock.onLoop("route.ended", "", 90_000);
        clock.onLoop("response.queue", JSON, 40_000);
        answer(200);
        clock.onLoop("request.ended", "", 20_000);
        return 0;
    }

    private long createOrder() {
        begin("POST", "/orders", ShopCode.CREATE_ORDER, "/orders");
        int session = session();
        ids.queue++;
        int mail = tasks.queueMail(request, place("orders", 26, "create_order"), ShopCode.CREATE_ORDER);
        int partner = tasks.queuePartner(request, place("orders", 27, "create_order"), session);
        clock.onLoop("route.ended", "", 120_000);
        clock.onLoop("response.queue", ",\"queue\":" + ids.queue + ",\"injected\":" + ids.queue + JSON, 50_000);
        answer(201);
        boolean hasFailed = tasks.sendMail(mail);
        long busyUntilNanos = hasFailed ? 0 : tasks.syncPartner(partner);
        clock.leaveTask();
        clock.onLoop("request.ended", hasFailed ? ",\"exception\":" + ids.exception : "", 20_000);
        return busyUntilNanos;
    }

    private long login() {
        begin("POST", "/login", ShopCode.LOGIN, "/login");
        ids.queue++;
        tasks.queueMail(request, place("login", 11, "login"), ShopCode.LOGIN);
        String exception = ",\"exception\":" + ++ids.exception;
        clock.onLoop("exception.seen", exception + ShopCode.LOGIN_EXCEPTION, 60_000);
        clock.onLoop("route.ended", exception, 2_000);
        clock.onLoop("response.queue", ",\"injected\":" + ids.queue + JSON, 40_000);
        answer(401);
        clock.onLoop("request.ended", "", 20_000);
        return 0;
    }

    private void begin(String method, String path, int function, String template) {
        int client = random.nextInt(CLIENTS);
        clock.onLoop("request.started", """
                ,"protocol":"http","method":"%s","path":"/api/v2/shops/berlin/customers/%s%s",\
                "client":"10.0.7.%d:%d","loop":1""".formatted(method, customer(), path, client, 40_000 + client * 7), 0);
        clock.onLoop("route.started", """
                ,"function":%d,"template":"/api/v2/shops/{shop}/customers/{customer}%s\"""".formatted(function, template), 350_000);
    }

    private String customer() {
        return "%08x-%04x-4%03x-a%03x-%012x"
                .formatted(
                        random.nextInt(),
                        random.nextInt(1 << 16),
                        random.nextInt(1 << 12),
                        random.nextInt(1 << 12),
                        random.nextLong(1L << 48));
    }

    private int session() {
        int session = ++ids.session;
        int connection = 1 + session % 5;
        String of = ",\"session\":" + session;
        String both = of + ",\"connection\":" + connection;
        clock.onWorker("session.created", of + ",\"class\":\"Session\",\"at\":" + place("orders", 23, "create_order"));
        clock.onWorker("connection.checkedout", """
                ,"connection":%d,"pool":1%s,"waitedNanos":0,"out":1,"size":5,"limit":15,"overflow":0\
                """.formatted(connection, of));
        clock.onWorker("session.began", both);
        clock.onWorker("statement.ran", """
                %s,"verb":"INSERT","tables":["orders"],"keys":["%08x"],"durationNanos":%d,"rows":1,"at":%s\
                """.formatted(
                        both, random.nextInt(), random.nextInt(200_000, 900_000), place("orders", 24, "create_order")));
        clock.onWorker("session.committed", of);
        clock.onWorker("connection.checkedin", ",\"connection\":" + connection + ",\"pool\":1,\"out\":0");
        clock.onWorker("session.closed", of);
        return session;
    }

    private void answer(int status) {
        clock.onLoop("response.started", ",\"status\":" + status, 60_000);
        clock.onLoop("response.ended", ",\"bytes\":" + random.nextInt(20, 4_000), 30_000);
    }

    private static String place(String module, int line, String function) {
        return "{\"file\":\"shop/%s.py\",\"line\":%d,\"function\":\"%s\"}".formatted(module, line, function);
    }
}
