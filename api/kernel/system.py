"""What administrators see of the machine: mails that left or wait, worker, backups, jobs, the audit trail."""

import datetime as dt
from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel, Field

from api.kernel import backup, jobs, mail, trail
from api.kernel.db import Reading
from api.kernel.delivery import Folder
from api.kernel.permission import Actor, Needs, Permission, Reach, Role
from api.kernel.problems import Forbidden, NotSignedIn
from api.kernel.routing import Room, answers
from api.kernel.tables import Heartbeat, MailState
from api.kernel.time import spoken

MAILS_READ = Permission("mails.read", {Role.admin: Reach.everywhere}, "Read the mails that left or wait.")
SYSTEM_READ = Permission("system.read", {Role.admin: Reach.everywhere}, "See worker, backups and jobs.")
NEWEST = 200

router = Room(prefixes=("/staff/mails", "/staff/system"), tags=["System"])


class LetterView(BaseModel):
    """The words of a mail; only where no mail server is set, so that somebody can hand them on."""

    to: str = Field(examples=["erika.mustermann@example.org"])
    subject: str = Field(examples=["Ihre Einladung"])
    text: str = Field(examples=["Guten Tag, …"])


class MailView(BaseModel):
    """One mail. `state`: waiting, sent (without a mail server: written), dead, or dropped (nobody left to get it)."""

    id: str
    kind: str = Field(examples=["invitation"])
    account: int | None = Field(description="Number of the account it goes to; null for people without one.")
    language: str = Field(examples=["de"])
    state: MailState
    code: int | None = Field(description="What the mail server answered when it refused for good.", examples=[550])
    at: dt.datetime = Field(description="When it was written, Berlin time.")
    letter: LetterView | None


class Mails(BaseModel):
    """The newest mails, newest first."""

    smtp: bool = Field(description="Whether a mail server is set; without one, mails are only written down.")
    items: list[MailView]


class BackupView(BaseModel):
    """Times are Berlin's. `state`: off (no recovery key), none (not yet), verified, unverified, failed."""

    at: dt.datetime | None
    verified_at: dt.datetime | None
    state: str = Field(examples=["verified"])


class JobsView(BaseModel):
    """Jobs that wait, now or for later, and jobs that were given up after eight tries."""

    waiting: int = Field(ge=0)
    dead: int = Field(ge=0)


class AuditView(BaseModel):
    """The audit trail: how many entries, and the hash that stands for all of them."""

    entries: int = Field(ge=0)
    head: str


class SystemView(BaseModel):
    """How the machine is doing."""

    worker_at: dt.datetime | None = Field(description="When a worker last said that it works, Berlin time.")
    backup: BackupView
    jobs: JobsView
    audit: AuditView


@router.get(
    "/staff/mails",
    operation_id="list_mails",
    summary="The newest mails, and without a mail server their words",
    responses=answers(NotSignedIn, Forbidden),
)
def list_mails(
    _actor: Annotated[Actor, Depends(Needs(MAILS_READ, whole=True))], session: Reading, request: Request
) -> Mails:
    """Show at most 200 mails."""
    settings = request.app.state.settings
    folder = None if settings.smtp_host else Folder(settings)
    items: list[MailView] = []
    for row in mail.newest(session, NEWEST):
        words = folder.read(row.id) if folder else None
        letter = LetterView(to=words[0], subject=words[1], text=words[2]) if words else None
        view = MailView(
            id=row.id,
            kind=row.kind,
            account=row.to_account,
            language=row.language,
            state=row.state,
            code=row.code,
            at=spoken(row.at),
            letter=letter,
        )
        items.append(view)
    return Mails(smtp=folder is None, items=items)


@router.get(
    "/staff/system",
    operation_id="get_system",
    summary="Worker, backups, jobs and the audit trail",
    responses=answers(NotSignedIn, Forbidden),
)
def get_system(
    _actor: Annotated[Actor, Depends(Needs(SYSTEM_READ, whole=True))], session: Reading, request: Request
) -> SystemView:
    """Show how the machine is doing."""
    beat = session.get(Heartbeat, "worker")
    kept = backup.standing(session, request.app.state.settings)
    counted = jobs.figures(session)
    entries, head = trail.head(session)
    return SystemView(
        worker_at=spoken(beat.at) if beat else None,
        backup=BackupView(at=_spoken(kept.at), verified_at=_spoken(kept.verified_at), state=kept.state),
        jobs=JobsView(waiting=counted.waiting, dead=counted.dead),
        audit=AuditView(entries=entries, head=head),
    )


def _spoken(moment: dt.datetime | None) -> dt.datetime | None:
    return spoken(moment) if moment else None
