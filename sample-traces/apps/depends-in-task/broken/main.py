"""Orders: an audit line is written after the answer."""

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

engine = create_engine("sqlite:///shop.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
Base = declarative_base()


class AuditLine(Base):
    __tablename__ = "audit_lines"

    id = Column(Integer, primary_key=True)
    text = Column(String(100))


Base.metadata.create_all(engine)
app = FastAPI()


def get_db():
    with SessionLocal() as db:
        yield db


def write_audit(text: str, db: Session = Depends(get_db)):
    db.add(AuditLine(text=text))
    db.commit()


@app.post("/order/{number}")
def create_order(number: int, background_tasks: BackgroundTasks):
    background_tasks.add_task(write_audit, f"order {number} was created")
    return {"order": number}
