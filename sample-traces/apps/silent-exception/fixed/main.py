"""Sign-up: the welcome mail, the newsletter and the CRM come after the answer."""

import logging
import time

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel

app = FastAPI()
log = logging.getLogger("signup")

MAIL_SERVERS = {"example.com": "mail.example.com", "example.org": "mail.example.org"}
ANY_OTHER_SERVER = "relay.example.com"


class SignUp(BaseModel):
    email: str


def mail_server_for(address: str) -> str:
    domain = address.split("@")[1]
    return MAIL_SERVERS.get(domain, ANY_OTHER_SERVER)


def send_welcome_mail(address: str) -> None:
    try:
        server = mail_server_for(address)
        time.sleep(0.12)  # the mail goes out
        print(f"welcome mail for {address} handed to {server}")
    except Exception:
        log.exception("no welcome mail for a new customer; the next tasks still run")


def subscribe_to_newsletter(address: str) -> None:
    time.sleep(0.05)
    print(f"{address} gets the newsletter")


def tell_crm(address: str) -> None:
    time.sleep(0.05)
    print(f"{address} is a lead")


@app.post("/signup")
def signup(new: SignUp, background_tasks: BackgroundTasks):
    background_tasks.add_task(send_welcome_mail, new.email)
    background_tasks.add_task(subscribe_to_newsletter, new.email)
    background_tasks.add_task(tell_crm, new.email)
    return {"message": "Welcome! Check your inbox."}
