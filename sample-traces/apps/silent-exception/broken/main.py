"""Sign-up: the welcome mail, the newsletter and the CRM come after the answer."""

import time

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel

app = FastAPI()

MAIL_SERVERS = {"example.com": "mail.example.com", "example.org": "mail.example.org"}


class SignUp(BaseModel):
    email: str


def mail_server_for(address: str) -> str:
    domain = address.split("@")[1]
    return MAIL_SERVERS[domain]


def send_welcome_mail(address: str) -> None:
    server = mail_server_for(address)
    time.sleep(0.12)  # the mail goes out
    print(f"welcome mail for {address} handed to {server}")


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
