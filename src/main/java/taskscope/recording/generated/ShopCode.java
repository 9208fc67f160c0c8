package taskscope.recording.generated;

import java.util.List;
import java.util.SplittableRandom;

/// The code of the shop: its functions with their sources, as the recorder introduces them.
final class ShopCode {

    static final int GET_ITEM = 1;
    static final int CREATE_ORDER = 2;
    static final int LOGIN = 3;
    static final int SEND_MAIL = 4;
    static final int SYNC_PARTNER = 5;

    /// A mail server that has gone: what is told of the exception beside its number.
    static final String MAIL_EXCEPTION = """
            ,"type":"smtplib.SMTPServerDisconnected","message":"Server not connected","frames":[\
            ["starlette/background.py",23,"__call__","await run_in_threadpool(self.func, *self.args, **self.kwargs)",0],\
            ["starlette/concurrency.py",34,"run_in_threadpool","return await anyio.to_thread.run_sync(func)",0],\
            ["anyio/to_thread.py",65,"run_sync","return await get_async_backend().run_sync_in_worker_thread(",0],\
            ["anyio/_backends/_asyncio.py",2779,"run_sync_in_worker_thread","return await future",0],\
            ["anyio/_backends/_asyncio.py",1124,"run","result = context.run(func, *args)",0],\
            ["shop/mail.py",6,"send_mail","server.send(to, text)",1],\
            ["smtplib.py",364,"send","raise SMTPServerDisconnected('Server not connected')",0]]\
            """;

    /// A login that is refused.
    static final String LOGIN_EXCEPTION = """
            ,"type":"fastapi.exceptions.HTTPException","message":"401: Unauthorized","frames":[\
            ["fastapi/routing.py",212,"run_endpoint_function","return await dependant.call(**values)",0],\
            ["shop/login.py",13,"login","raise HTTPException(401)",1]]\
            """;

    /// The recorder looks at a loop that is held about fifty times a second.
    private static final int SAMPLE_NANOS = 20_000_000;

    private ShopCode() {}

    static String header(SplittableRandom random) {
        return """
                {"taskscope":1,"run":"%016x","clock":{"source":"perf_counter_ns","unixNanos":1764070000000000000},\
                "process":%d,"python":"3.11.7","implementation":"cpython","platform":"linux","directory":"/srv/shop",\
                "command":["uvicorn","shop.main:app"],"recorder":"0.1.0","packages":{"anyio":"4.16.0",\
                "fastapi":"0.165.0","sqlalchemy":"2.1.9","starlette":"1.10.0","uvicorn":"0.54.0"},\
                "sensors":{"requests":true,"dependencies":false,"tasks":true,"exceptions":true,"logs":true,"sql":true,\
                "loop":true,"stacks":true,"threads":false,"asyncio":false,"uploads":false,"memory":false,\
                "swallowed":false,"process":true},"captured":["source"]}""".formatted(random.nextLong(), EventWriter.PROCESS);
    }

    static List<String> threads() {
        return List.of(
                ",\"thread\":1,\"name\":\"MainThread\",\"role\":\"loop\"",
                ",\"thread\":2,\"name\":\"AnyIO worker thread\",\"role\":\"worker\"");
    }

    static List<String> functions() {
        return List.of(
                function(GET_ITEM, "shop.items.get_item", 14, "async", """
                        @router.get("/customers/{customer}/items/{item}")
                        async def get_item(customer: UUID, item: int):
                            return catalogue[item]"""),
                function(CREATE_ORDER, "shop.orders.create_order", 21, "sync", """
                        @router.post("/customers/{customer}/orders")
                        def create_order(customer: UUID, order: NewOrder, background_tasks: BackgroundTasks):
                            with SessionLocal() as db:
                                db.execute(insert(Order).values(customer=customer, item=order.item))
                                db.commit()
                            background_tasks.add_task(send_mail, order.mail, order.item)
                            background_tasks.add_task(sync_partner, order.item)
                            return {"item": order.item}"""),
                function(LOGIN, "shop.login.login", 9, "async", """
                        @router.post("/customers/{customer}/login")
                        async def login(customer: UUID, secret: Secret, background_tasks: BackgroundTasks):
                            background_tasks.add_task(send_mail, customer, "somebody tried to log in")
                            if not allowed(customer, secret):
                                raise HTTPException(401)"""),
                function(SEND_MAIL, "shop.mail.send_mail", 5, "sync", """
                        def send_mail(to, text):
                            server.send(to, text)"""),
                function(SYNC_PARTNER, "shop.partner.sync_partner", 8, "async", """
                        async def sync_partner(item):
                            requests.post(PARTNER, json={"item": item})"""));
    }

    /// What is told of a stall in which `sync_partner` waits for an answer.
    static String partnerStall(int durationNanos) {
        return """
                ,"callbacks":1,"cpuNanos":1200000,"processCpuNanos":1300000,"owner":"task",\
                "coroutine":"sync_partner","samples":[{"count":%d,"frames":[\
                ["starlette/background.py",21,"__call__","await self.func(*self.args, **self.kwargs)",0],\
                ["shop/partner.py",9,"sync_partner","requests.post(PARTNER, json={\\"item\\": item})",1],\
                ["requests/api.py",115,"post","return request(\\"post\\", url, data=data, json=json, **kwargs)",0],\
                ["requests/api.py",71,"request","return session.request(method=method, url=url, **kwargs)",0],\
                ["requests/sessions.py",651,"request","resp = self.send(prep, **send_kwargs)",0],\
                ["requests/sessions.py",784,"send","r = adapter.send(request, **kwargs)",0],\
                ["requests/adapters.py",696,"send","resp = conn.urlopen(",0],\
                ["urllib3/connectionpool.py",793,"urlopen","response = self._make_request(",0],\
                ["urllib3/connectionpool.py",540,"_make_request","response = conn.getresponse()",0],\
                ["urllib3/connection.py",638,"getresponse","httplib_response = super().getresponse()",0],\
                ["http/client.py",1386,"getresponse","response.begin()",0],\
                ["http/client.py",325,"begin","version, status, reason = self._read_status()",0],\
                ["socket.py",706,"readinto","return self._sock.recv_into(b)",0]]}]\
                """.formatted(1 + durationNanos / SAMPLE_NANOS);
    }

    private static String function(int id, String name, int line, String mode, String source) {
        String module = name.substring(0, name.lastIndexOf('.'));
        String lines = source.lines()
                .map(each -> "\"" + each.replace("\"", "\\\"") + "\"")
                .reduce((one, next) -> one + "," + next)
                .orElse("");
        return ",\"function\":%d,\"name\":\"%s\",\"file\":\"%s.py\",\"line\":%d,\"mode\":\"%s\",\"users\":true,\"source\":[%s]"
                .formatted(id, name, module.replace('.', '/'), line, mode, lines);
    }
}
