package taskscope.casebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TraceScriptTest {

    private static final String SCRIPT = """
            versions: fastapi 0.117.1, python 3.11.7
            not recorded: swallowed

            main.py:10
            | async def send_mail(order):
            |     raise ValueError("no")
            |
            | @app.post("/order")
            | def create_order(tasks):
            |     tasks.add_task(send_mail, order)

            exception 1 ValueError: no
              library starlette/background.py:23 __call__
              main.py:11

            0ms   request 1  request.started POST /order
            1ms   request 1  route.started main.create_order
            2ms   request 1 task 1 thread 2  task.queued main.send_mail at=main.py:15 arguments=[order:main.Order:orm:session=3]
            9ms   task 1  task.failed exception=1
            5ms   task 1  task.started
            """;

    @Test
    void aScriptIsARecording() {
        var lines = TraceScript.recording(SCRIPT);
        assertEquals("""
                {"t":0,"p":4711,"n":1,"e":"process.started","role":"main"}
                {"t":0,"p":4711,"n":2,"e":"thread.seen","thread":1,"name":"MainThread","role":"loop"}
                {"t":0,"p":4711,"n":3,"e":"request.started","request":1,"thread":1,"method":"POST","path":"/order"}
                {"t":1000000,"p":4711,"n":4,"e":"function.seen","function":1,"name":"main.create_order","file":"main.py",\
                "line":13,"mode":"sync","users":true,"source":["@app.post(\\"/order\\")","def create_order(tasks):",\
                "    tasks.add_task(send_mail, order)"]}
                {"t":1000000,"p":4711,"n":5,"e":"route.started","request":1,"thread":1,"function":1}
                {"t":2000000,"p":4711,"n":6,"e":"thread.seen","thread":2,"name":"AnyIO worker thread","role":"worker"}
                {"t":2000000,"p":4711,"n":7,"e":"function.seen","function":2,"name":"main.send_mail","file":"main.py",\
                "line":10,"mode":"async","users":true,"source":["async def send_mail(order):","    raise ValueError(\\"no\\")"]}
                {"t":2000000,"p":4711,"n":8,"e":"task.queued","request":1,"task":1,"thread":2,"queue":1,\
                "name":"main.send_mail","function":2,"mode":"async","arguments":[{"name":"order","type":"main.Order",\
                "is":"orm","session":3}],"at":{"file":"main.py","line":15,"function":"create_order"}}
                {"t":5000000,"p":4711,"n":9,"e":"task.started","request":1,"task":1,"thread":1,"name":"main.send_mail"}
                {"t":9000000,"p":4711,"n":10,"e":"exception.seen","exception":1,"type":"ValueError","message":"no",\
                "frames":[["starlette/background.py",23,"__call__","",0],["main.py",11,"send_mail","raise ValueError(\\"no\\")",1]]}
                {"t":9000000,"p":4711,"n":11,"e":"task.failed","request":1,"task":1,"thread":1,"exception":1}\
                """, String.join("\n", lines.subList(1, lines.size())));
    }

    @Test
    void whatIsNoScriptIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TraceScript.recording("request 1 POST /order 0..40ms"));
    }
}
