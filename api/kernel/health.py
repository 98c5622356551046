"""Is the process alive, and can it serve? For load balancers and operators; says nothing about people."""

import datetime as dt
import shutil
from typing import Literal

from alembic.runtime.migration import MigrationContext
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from api.kernel import backup
from api.kernel.db import Database, Slot
from api.kernel.migration import newest
from api.kernel.tables import Heartbeat, Installation
from api.settings import Settings

router = APIRouter(tags=["Health"])
LEAST_FREE_DISK = 0.1  # share of the disk, or a gigabyte where that is less
GIGABYTE = 1 << 30
SILENT_FOR = dt.timedelta(minutes=5)  # a worker reports every minute


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Each check by name: "ok", or what to do. `hints` name what is worth doing and keeps nobody from being served."""

    status: Literal["ok", "not ready"]
    checks: dict[str, str]
    hints: dict[str, str] = Field(default_factory=dict[str, str])


@router.get("/health/live", operation_id="get_liveness", summary="Does the process answer?")
def get_liveness() -> Alive:
    """Answer without touching the database."""
    return Alive()


@router.get(
    "/health/ready",
    operation_id="get_readiness",
    summary="Can the service serve?",
    responses={503: {"model": Ready, "description": "Not ready; `checks` says why."}},
)
def get_readiness(request: Request, response: Response, _slot: Slot) -> Ready:
    """Check database, schema, profile, worker and disk."""
    database: Database = request.app.state.database
    settings = request.app.state.settings
    checks = {
        **_database_checks(database, request.app.state.clock()),
        "disk": _disk_check(settings.data_dir),
    }
    ready = all(value == "ok" for value in checks.values())
    response.status_code = 200 if ready else 503
    response.headers["Cache-Control"] = "no-store"
    return Ready(
        status="ok" if ready else "not ready", checks=checks, hints=_hints(database, settings) if ready else {}
    )


def _hints(database: Database, settings: Settings) -> dict[str, str]:
    with database.reading() as session:
        found = backup.hint(session, settings)
    return {"backup": found} if found else {}


def _database_checks(database: Database, now: dt.datetime) -> dict[str, str]:
    if database.sqlite_file is not None and not database.sqlite_file.exists():
        return {"database": "its file is gone; stop the service and restore it from a backup"}
    try:
        with database.engine.connect() as connection:
            schema = MigrationContext.configure(connection).get_current_revision()
            if schema != newest():
                return {"database": "ok", "schema": "run `wik migrate`"}
            with Session(connection) as session:
                loaded = session.get(Installation, "profile") is not None
                beat = session.get(Heartbeat, "worker")
            working = beat is not None and now - beat.at < SILENT_FOR
            return {
                "database": "ok",
                "schema": "ok",
                "profile": "ok" if loaded else "run `wik profile load --apply`",
                "worker": "ok" if working else "is silent; start it with `wik serve` or `wik worker`",
            }
    except DBAPIError:
        return {"database": "does not answer"}


def _disk_check(folder: object) -> str:
    usage = shutil.disk_usage(str(folder))
    return "ok" if usage.free > min(usage.total * LEAST_FREE_DISK, GIGABYTE) else "hardly any space is free"
