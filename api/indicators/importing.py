"""A file on its way in: what it would change and everything that is wrong with it, then all of it or nothing.

The same bytes are imported once. What was looked at is named by a digest; where somebody saved one of its sheets
meanwhile, nothing is imported and the file is looked at again.
"""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session, col, select

from api.indicators import import_views, sheets
from api.indicators.import_schemas import ImportPreview
from api.indicators.imported import Definition, Known
from api.indicators.interpreting import interpret
from api.indicators.periods import PeriodType, ProjectTime
from api.indicators.recognising_areas import Areas
from api.indicators.tables import ImportBatch, Indicator, IndicatorKind
from api.indicators.underway import UNNOTED, Underway
from api.indicators.weighing import Found, Opened, weigh
from api.kernel import audit
from api.kernel.db import Database
from api.kernel.permission import Actor
from api.kernel.problems import Invalid, Issue, RevisionMismatch
from api.kernel.reading_files import UnreadableFileError, read
from api.kernel.time import now
from api.places import read_territory
from api.programme import project_time


@dataclass(frozen=True)
class Applying:
    """How a file that was looked at is to be imported."""

    file_name: str
    digest: str
    reason: str | None = None
    partly: bool = False  # although something of the file was not read


_AT_ONCE = 500  # sheets
_LOOKED, _STORED = 2, 4  # how often a file is gone through: understood, weighed; stored, and its trail sealed


def preview(database: Database, actor: Actor, content: bytes, underway: Underway = UNNOTED) -> ImportPreview:
    """Return what importing a file would do; nothing is stored. Raises Invalid for a file that cannot be read."""
    with database.reading() as session:
        file = opened(session, content, underway, times=_LOOKED)
        return import_views.preview(weigh(session, actor, file, underway), read_territory(session))


def apply(
    database: Database, actor: Actor, content: bytes, wish: Applying, underway: Underway = UNNOTED
) -> tuple[int | None, bool]:
    """Import a file: every sheet of it that changes becomes a draft; the number of the import, and whether it is new.

    The number is None where nothing changes. Raises Invalid for faults, a missing reason or parts that were not read
    without `partly`; RevisionMismatch when somebody saved one of the sheets since the file was looked at.
    """
    with database.reading() as session:
        file = opened(session, content, underway, times=_STORED)
    with database.writing() as session:
        found = weigh(session, actor, file, underway)
        if found.batch is not None:
            return found.batch.id, False
        _refuse(found, wish)
        if not found.plans():
            return None, False
        return _write(session, actor, found, wish, underway), True


def _refuse(found: Found, wish: Applying) -> None:
    if found.faults:
        raise Invalid(*(Issue(f"/file/lines/{one.line or 0}", one.code, one.hint) for one in found.faults))
    if found.file.unread and not wish.partly:
        raise Invalid(Issue("/partly", "not_all_read", "Not all of the file was read. Say that this is right."))
    if found.digest != wish.digest:
        raise RevisionMismatch
    if found.needs_reason() and not wish.reason:
        raise Invalid(Issue("/reason", "reason_missing", "Say why: it replaces values that are in force."))


def _write(session: Session, actor: Actor, found: Found, wish: Applying, underway: Underway) -> int:
    batch = ImportBatch(
        sha256=found.file.sha256,
        file_name=wish.file_name[:200],
        rows=found.file.content.rows,
        changed=sum(len(one.changes) for one in found.plans()),
        at=now(session),
        account=actor.account,
    )
    audit.record(session, actor, "create", batch, public=False)
    plans = found.plans()
    for first in range(0, len(plans), _AT_ONCE):
        some = plans[first : first + _AT_ONCE]
        sheets.write(session, actor, some, reason=wish.reason, batch=batch.id)
        underway.advance(sum(len(one.changes) for one in some))
    return batch.id or 0


def opened(session: Session, content: bytes, underway: Underway = UNNOTED, *, times: int = 1) -> Opened:
    """Return a file as it is understood; it is gone through so many `times`. Raises Invalid for an unreadable one."""
    try:
        lines = read(content)
    except UnreadableFileError as error:
        where = f"/file/lines/{error.line}" if error.line else "/file"
        raise Invalid(Issue(where, error.code, error.hint)) from error
    underway.expect(len(lines.lines), times=times)
    definitions = {
        one.code: Definition(IndicatorKind(one.kind), PeriodType(one.period), one.dimensions)
        for one in session.exec(select(Indicator).order_by(col(Indicator.position))).all()
    }
    known = Known(definitions, Areas(read_territory(session)), ProjectTime(*project_time(session)))
    return Opened(hashlib.sha256(content).hexdigest(), interpret(lines, known, underway.advance), lines.notes)
