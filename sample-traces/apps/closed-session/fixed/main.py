"""Orders: the customer is written to after the answer."""

import time

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, relationship, sessionmaker
from sqlalchemy.pool import QueuePool

engine = create_engine(
    "sqlite:///shop.db",
    connect_args={"check_same_thread": False},
    poolclass=QueuePool,
    pool_size=2,  # the plan that was paid for
    max_overflow=0,
)
SessionLocal = sessionmaker(engine, expire_on_commit=False)
Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    email = Column(String(100))


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    item = Column(String(50))
    user_id = Column(Integer, ForeignKey("users.id"))
    user = relationship("User")


Base.metadata.create_all(engine)
with SessionLocal() as setup:
    setup.merge(User(id=1, email="ada@example.com"))
    setup.commit()

app = FastAPI()


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def mail(address: str):
    time.sleep(0.25)  # the mail goes out
    print(f"order confirmed to {address}")


def send_order_mail(order_id: int):
    with SessionLocal() as db:
        address = db.get(Order, order_id).user.email
    mail(address)


def update_stock(item: str):
    time.sleep(0.05)  # the warehouse is told
    print(f"one {item} less")


@app.post("/order")
def create_order(item: str, background_tasks: BackgroundTasks, db: Session = Depends(get_db)):
    order = Order(item=item, user_id=1)
    db.add(order)
    db.commit()
    background_tasks.add_task(send_order_mail, order.id)
    background_tasks.add_task(update_stock, item)
    return {"order": order.id}


@app.get("/order/{number}")
def show_order(number: int, db: Session = Depends(get_db)):
    return {"item": db.get(Order, number).item}
