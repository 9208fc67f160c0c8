"""The application that is measured: one trivial task for each request."""

import os

from fastapi import BackgroundTasks, FastAPI

if os.environ.get("MEASURED_OPENTELEMETRY"):
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

    class Counting(SpanExporter):
        """Counts spans and throws them away: what is left is the cost of making them."""

        count = 0

        def export(self, spans):
            Counting.count += len(spans)
            return SpanExportResult.SUCCESS

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(Counting()))
    trace.set_tracer_provider(provider)

app = FastAPI()


async def trivial(number):
    return None


def trivial_sync(number):
    return None


@app.get("/async")
async def asynchronous(tasks: BackgroundTasks):
    tasks.add_task(trivial, 1)
    return {"ok": True}


@app.get("/sync")
def synchronous(tasks: BackgroundTasks):
    tasks.add_task(trivial_sync, 1)
    return {"ok": True}
