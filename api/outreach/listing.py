"""Reading outreach: the list with its filters, one row with its log, one organisation across measures, figures."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col

from api.accounts import ACCOUNTS
from api.kernel.language import every
from api.kernel.markdown import rendered
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Within, can, within
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.outreach import permissions
from api.outreach.reaching import around
from api.outreach.schemas import (
    AccountRef,
    ContactRef,
    GroupSeat,
    LogView,
    MeasureRef,
    OrganisationRef,
    OutreachDetail,
    OutreachFigures,
    OutreachOrganisation,
    OutreachView,
    StageFigures,
)
from api.outreach.stages import ENDED, Stage, reachable
from api.outreach.tables import LogKind, Outreach, OutreachLog, WorkingGroup, WorkingGroupMember
from api.places import CONTACTS, ORGANISATIONS, OrganisationKind, find_organisations, find_people, named, working_in
from api.programme import MEASURES

_NEVER = dt.date.max  # where there is no day: after all others
_LAST_CONTACT = (
    columns(func.max(OutreachLog.day))
    .where(col(OutreachLog.outreach) == col(Outreach.id), col(OutreachLog.kind) != LogKind.stage)
    .scalar_subquery()
    .label("last_contact_on")
)
_DUE = case((col(Outreach.stage).in_(ENDED), _NEVER), else_=func.coalesce(col(Outreach.next_step_on), _NEVER)).label(
    "due"
)
_ROWS = (
    columns(
        Outreach.id, Outreach.revision, Outreach.organisation, Outreach.measure, Outreach.stage, Outreach.promised,
        Outreach.next_step, Outreach.next_step_on, Outreach.owner, _DUE, _LAST_CONTACT,
        ORGANISATIONS.c.name, ORGANISATIONS.c.kind, MEASURES.c.title, ACCOUNTS.c.name.label("owner_name"),
    )
    .join(ORGANISATIONS, ORGANISATIONS.c.key == col(Outreach.organisation))
    .join(MEASURES, MEASURES.c.number == col(Outreach.measure))
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(Outreach.owner))
)  # fmt: skip
_LOG = (
    columns(
        OutreachLog.id, OutreachLog.revision, OutreachLog.outreach, OutreachLog.day, OutreachLog.kind,
        OutreachLog.stage, OutreachLog.note, OutreachLog.account, ACCOUNTS.c.name.label("account_name"),
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == col(OutreachLog.account))
    .order_by(col(OutreachLog.day).desc(), col(OutreachLog.id).desc())
)  # fmt: skip
_SEATS = (
    columns(WorkingGroup.id, WorkingGroup.name)
    .join(WorkingGroupMember, col(WorkingGroupMember.working_group) == col(WorkingGroup.id))
    .distinct()
    .order_by(col(WorkingGroup.name), col(WorkingGroup.id))
)
_COUNTS = columns(Outreach.measure, Outreach.stage, func.count().label("organisations")).group_by(
    col(Outreach.measure), col(Outreach.stage)
)
_TITLES = columns(MEASURES.c.number, MEASURES.c.title)


@dataclass(frozen=True)
class Search:
    """Filters of the list; None takes all. `due` is the last day the next step may have; `owner` 0 means nobody."""

    stage: Stage | None = None
    measure: int | None = None
    kind: OrganisationKind | None = None
    due: dt.date | None = None
    owner: int | None = None
    q: str | None = None


def list_outreach(session: Session, actor: Actor, search: Search, wish: Wish) -> Listing[OutreachView]:
    """Return what the actor may see, what is due first on top; ended rows have no due day of their own."""
    statement = _filtered(search).where(*_seen(within(actor, permissions.READ)))
    day, measures = today(session), dict[int, MeasureRef]()
    found = page(session, statement, [_DUE, col(Outreach.id)], wish)
    return listing(found, lambda row: OutreachView(**_said(row, day, measures)))


def _filtered(search: Search) -> Any:
    statement = _ROWS
    if search.stage is not None:
        statement = statement.where(col(Outreach.stage) == search.stage)
    if search.measure is not None:
        statement = statement.where(col(Outreach.measure) == search.measure)
    if search.kind is not None:
        statement = statement.where(ORGANISATIONS.c.kind == search.kind)
    if search.due is not None:
        statement = statement.where(col(Outreach.next_step_on) <= search.due, col(Outreach.stage).not_in(ENDED))
    if search.owner is not None:
        statement = statement.where(
            col(Outreach.owner).is_(None) if search.owner == 0 else col(Outreach.owner) == search.owner
        )
    if search.q is not None:
        statement = statement.where(col(Outreach.organisation).in_(named(search.q)))
    return statement


def _seen(part: Within) -> list[Any]:
    """Return the condition of what one may see: all of it, or organisations that work in some areas."""
    return [] if part.everywhere else [col(Outreach.organisation).in_(working_in(part.areas))]


def get_outreach(session: Session, actor: Actor, number: int) -> OutreachDetail:
    """Return one row with its log. Raises NotFound."""
    for found in rows_of(session, _ROWS.where(col(Outreach.id) == number)):
        if can(actor, permissions.READ, around(session, [found.organisation])[found.organisation]):
            return _details(session, [found])[0]
    raise NotFound


def get_organisation(session: Session, actor: Actor, key: str) -> OutreachOrganisation:
    """Return everything said to and promised by one organisation. Raises NotFound."""
    known = find_organisations(session, [key]).get(key)
    resource = around(session, [key])[key]
    if known is None or not can(actor, permissions.READ, resource):
        raise NotFound
    rows = rows_of(session, _ROWS.where(col(Outreach.organisation) == key))
    rows = sorted(rows, key=lambda row: (row.stage in ENDED, row.measure, row.id))
    groups = rows_of(session, _SEATS.where(col(WorkingGroupMember.organisation) == key))
    return OutreachOrganisation(
        organisation=OrganisationRef(key=key, name=known.name, kind=known.kind),
        address=address(known),
        email=known.email,
        phone=known.phone,
        contacts=_contacts(session, key) if can(actor, CONTACTS, resource) else None,
        outreach=_details(session, rows),
        groups=[GroupSeat(id=one.id, name=one.name) for one in groups] if can(actor, permissions.READ_GROUPS) else [],
    )


def address(known: Any) -> list[str]:
    """Return the lines of an organisation's address as far as they are known."""
    return [line for line in (known.street, " ".join(filter(None, (known.postal_code, known.town)))) if line]


def _contacts(session: Session, key: str) -> list[ContactRef]:
    return [
        ContactRef(key=one.key, name=one.name, role=every(one.role), email=one.email, phone=one.phone, note=one.note)
        for one in find_people(session, [key]).get(key, [])
    ]


def counts(session: Session) -> dict[int, Counter[Stage]]:
    """Return how many organisations stand at which stage, by measure; measures without any are left out."""
    found: defaultdict[int, Counter[Stage]] = defaultdict(Counter)
    for row in rows_of(session, _COUNTS):
        found[row.measure][Stage(row.stage)] += row.organisations
    return found


def figures(session: Session) -> OutreachFigures:
    """Return how many organisations stand at which stage, in all and per measure."""
    stages = counts(session)
    titles = {row.number: row.title for row in rows_of(session, _TITLES)}
    return OutreachFigures(
        stages=_whole(sum(stages.values(), Counter[Stage]())),
        measures=[
            StageFigures(measure=MeasureRef(number=one, title=every(titles[one])), stages=_whole(stages[one]))
            for one in sorted(stages)
        ],
    )


def _whole(counted: Counter[Stage]) -> dict[Stage, int]:
    return {stage: counted[stage] for stage in Stage}


def _details(session: Session, rows: Sequence[Any]) -> list[OutreachDetail]:
    day, measures = today(session), dict[int, MeasureRef]()
    logs = _logs(session, [row.id for row in rows])
    return [
        OutreachDetail(**_said(row, day, measures), log=logs[row.id], moves=reachable(Stage(row.stage))) for row in rows
    ]


def _logs(session: Session, keys: Collection[int]) -> defaultdict[int, list[LogView]]:
    found: defaultdict[int, list[LogView]] = defaultdict(list)
    for row in rows_of(session, _LOG.where(col(OutreachLog.outreach).in_(keys))):
        found[row.outreach].append(log_view(row, row.account_name))
    return found


def entry_view(session: Session, entry: OutreachLog) -> LogView:
    """Return one entry of the contact log as it was just written."""
    names = rows_of(session, columns(ACCOUNTS.c.name).where(ACCOUNTS.c.id == entry.account))
    return log_view(entry, names[0] if names else None)


def log_view(entry: Any, name: str | None) -> LogView:
    """Return an entry of the contact log; `name` is that of the account that noted it."""
    return LogView(
        id=entry.id,
        revision=entry.revision,
        day=entry.day,
        kind=entry.kind,
        stage=entry.stage,
        note=entry.note,
        html=rendered(entry.note) if entry.note else None,
        by=AccountRef(account=entry.account, name=name) if name else None,
    )


def _said(row: Any, day: dt.date, measures: dict[int, MeasureRef]) -> dict[str, Any]:
    """Return what every view of a row says; `measures` holds those met before, as many rows share few measures."""
    if row.measure not in measures:
        measures[row.measure] = MeasureRef(number=row.measure, title=every(row.title))
    late = row.next_step_on is not None and row.next_step_on < day and row.stage not in ENDED
    return {
        "id": row.id,
        "revision": row.revision,
        "organisation": OrganisationRef(key=row.organisation, name=row.name, kind=row.kind),
        "measure": measures[row.measure],
        "stage": row.stage,
        "promised": row.promised,
        "next_step": row.next_step,
        "next_step_on": row.next_step_on,
        "overdue": late,
        "owner": AccountRef(account=row.owner, name=row.owner_name) if row.owner_name else None,
        "last_contact_on": row.last_contact_on,
    }
