"""Sign-up: the welcome mail, the newsletter and the CRM come after the answer."""

import time

from starlette.applications import Starlette
from starlette.background import BackgroundTasks
from starlette.responses import JSONResponse
from starlette.routing import Route

MAIL_SERVERS = {"example.com": "mail.example.com", "example.org": "mail.example.org"}
ANY_OTHER_SERVER = "relay.example.com"


def mail_server_for(address: str) -> str:
    domain = address.split("@")[1]
    return MAIL_SERVERS.get(domain, ANY_OTHER_SERVER)


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


async def signup(request):
    email = (await request.json())["email"]
    tasks = BackgroundTasks()
    tasks.add_task(send_welcome_mail, email)
    tasks.add_task(subscribe_to_newsletter, email)
    tasks.add_task(tell_crm, email)
    return JSONResponse({"message": "Welcome! Check your inbox."}, background=tasks)


app = Starlette(routes=[Route("/signup", signup, methods=["POST"])])
