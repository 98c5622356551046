"""The worker process: periodic chores beside the web process. Jobs and mail come to it later."""

import logging
import signal
import threading
from types import FrameType

from sqlalchemy.exc import DBAPIError

from api.kernel import idempotency
from api.kernel.db import Database
from api.kernel.tables import Heartbeat
from api.kernel.time import now

LOG = logging.getLogger("wik")
BEAT_SECONDS = 60.0


def run(database: Database, *, every: float = BEAT_SECONDS) -> None:
    """Do the chores every `every` seconds until SIGINT or SIGTERM."""
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, stop)
    while not stopping.is_set():
        try:
            forgotten = chores(database)
            LOG.info("chores", extra={"child": "worker", "count": forgotten})
        except DBAPIError as error:
            LOG.warning("chores failed", extra={"child": "worker", "error": type(error).__name__})
        stopping.wait(every)


def chores(database: Database) -> int:
    """Say that the worker works and forget old idempotency keys; return how many went."""
    with database.writing() as session:
        session.merge(Heartbeat(process="worker", at=now(session)))
        return idempotency.forget_old(session)
