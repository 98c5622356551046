"""What a worker does for the kernel itself: mails, the nightly backup, and forgetting what is old."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from api.kernel import backup, delivery, jobs, mail
from api.kernel.db import Database
from api.kernel.jobs import Daily, Errand, Handler, Payload, Work
from api.kernel.mail import Renderer
from api.kernel.tables import Mail
from api.settings import Settings


@dataclass(frozen=True)
class Chore:
    """What a room does once a day, from `at` (Berlin time) on, in one transaction."""

    kind: str
    do: Callable[[Session], object]
    at: dt.time = dt.time(3)

    def handler(self) -> Handler:
        """Return it as the handler of a job."""

        def handle(session: Session, _payload: Payload) -> None:
            self.do(session)

        return handle


def work(
    settings: Settings,
    renderers: Mapping[str, Renderer],
    chores: Sequence[Chore] = (),
    others: Mapping[str, Handler | Errand] | None = None,
) -> Work:
    """Return everything a worker does: the kernel's own and what the rooms bring."""
    chores = [Chore("forget-mails", mail.forget_old), Chore("forget-jobs", jobs.forget_old), *chores]
    folder = delivery.Folder(settings)
    handlers: dict[str, Handler | Errand] = {one.kind: one.handler() for one in chores}
    handlers.update(others or {})
    handlers[mail.KIND] = mail.errand(delivery.carrier(settings), renderers)
    handlers["forget-mail-files"] = Errand(lambda database, _payload: _forget_files(folder, database))
    daily = [*(Daily(one.kind, one.at) for one in chores), Daily("forget-mail-files", dt.time(3, 30))]
    if settings.backup_recipient:
        handlers[backup.KIND] = backup.errand(settings)
        daily.append(Daily(backup.KIND, dt.time(4)))  # after everything old is gone
    return Work(handlers, daily=daily)


def _forget_files(folder: delivery.Folder, database: Database) -> jobs.Effect:
    """Delete the files of mails the database has forgotten."""
    with database.reading() as session:
        folder.keep_only({*session.exec(select(col(Mail.id))).all()})
    return lambda _session: None
