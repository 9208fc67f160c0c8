"""An application that fails while it is imported."""

from fastapi import FastAPI

app = FastAPI()
app.mount_everything()
