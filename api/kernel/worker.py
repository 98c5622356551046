"""The worker process: does the jobs, and chores every minute. Any number of workers may run beside each other."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from api.kernel import idempotency, jobs
from api.kernel.db import Database
from api.kernel.jobs import Work
from api.kernel.log import place_of
from api.kernel.tables import Heartbeat
from api.kernel.time import now

LOG = logging.getLogger("wik")
BEAT_SECONDS = 60.0
LOOK_SECONDS = 1.0  # between two looks for jobs
LONGEST_REST = 0.05  # seconds
STOP_SECONDS = 5.0  # an errand under way may end; what takes longer is begun again by the next worker


def run(database: Database, work: Work | None = None, *, every: float = BEAT_SECONDS) -> None:
    """Do jobs as they come, and the chores every `every` seconds, until SIGINT or SIGTERM.

    Errands – mails, backups – have a thread of their own, so that nothing waits for a slow network.
    """
    work = work or Work()
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, stop)
    errands = threading.Thread(
        target=_do_until, args=(stopping, database, work.only(errands=True)), name="errands", daemon=True
    )
    errands.start()
    beats = threading.Thread(target=_beat_until, args=(stopping, database, work, every), name="beats", daemon=True)
    beats.start()
    _do_until(stopping, database, work.only(errands=False))
    for thread in (beats, errands):
        thread.join(STOP_SECONDS)


def chores(database: Database, work: Work | None = None) -> int:
    """Say that the worker works, plan today's jobs, forget old idempotency keys; return how many went."""
    with database.writing() as session:
        session.merge(Heartbeat(process="worker", at=now(session)))
        jobs.plan(session, (work or Work()).daily)
        return idempotency.forget_old(session)


def _beat_until(stopping: threading.Event, database: Database, work: Work, every: float) -> None:
    def beat() -> None:
        LOG.info("chores", extra={"child": "worker", "count": chores(database, work)})

    while not stopping.is_set():
        _bravely(beat, "chores failed")
        stopping.wait(every)


def _do_until(stopping: threading.Event, database: Database, work: Work) -> None:
    """Do every job that is due, then look again a little later; rest after each as long as it took."""

    def look() -> None:
        begun = time.monotonic()
        while not stopping.is_set() and jobs.do_next(database, work):
            stopping.wait(min(time.monotonic() - begun, LONGEST_REST))
            begun = time.monotonic()

    while not stopping.is_set():
        _bravely(look, "jobs failed")
        stopping.wait(LOOK_SECONDS)


def _bravely(step: Callable[[], None], failure: str) -> None:
    """Do one step; a database that is away is waited for, and no other failure ends the rest of the work."""
    try:
        step()
    except Exception as error:  # noqa: BLE001 - a thread that ends unseen would leave its work undone for ever
        LOG.warning(failure, extra={"child": "worker", "error": type(error).__name__, "place": place_of(error)})
