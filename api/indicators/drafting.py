"""A release of counts of people before somebody signs it: asked for, worked out by the worker, read, signed or dropped.

What is hidden is decided once, by the certificate; signing checks it again without the solver and copies the cells.
"""

import datetime as dt
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, select

from api.disclosure import Unprotected
from api.indicators import approved, certificates, cube, releasing
from api.indicators.cube import Place
from api.indicators.linking import Contradiction
from api.indicators.periods import ProjectTime, parse
from api.indicators.permissions import RELEASE
from api.indicators.release_tables import DraftState, Line, Release, ReleaseCertificate, ReleaseDraft
from api.indicators.rollup import Value
from api.indicators.tables import ObservationStatus
from api.indicators.withholding import Certificate, Hidden, withhold
from api.kernel import audit, jobs
from api.kernel.db import Database
from api.kernel.jobs import Effect, Errand, Payload
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import Conflict, Invalid, Issue, NotFound
from api.kernel.time import now, today
from api.programme import project_time

KIND = "indicators-draft"
LEASE = dt.timedelta(hours=1)  # far longer than the largest table takes
_OPEN = (DraftState.waiting, DraftState.ready, DraftState.failed)
_KEPT = select(ReleaseCertificate).where(ReleaseCertificate.line == Line.persons)
Cells = Mapping[Place, Value]


def ask(session: Session, actor: Actor, until: dt.date | None) -> ReleaseDraft:
    """Have a release of everything until a day (yesterday) worked out; it takes the place of open drafts."""
    draft = _asked(session, actor, until)
    jobs.add(session, KIND, {"draft": draft.id or 0})
    return draft


def _asked(session: Session, actor: Actor, until: dt.date | None) -> ReleaseDraft:
    require(actor, RELEASE, Resource())
    yesterday = today(session) - dt.timedelta(days=1)
    if until is not None and until > yesterday:
        raise Invalid(Issue("/until", "not_over", "Name a day that is over."))
    for row in session.exec(select(ReleaseDraft).where(col(ReleaseDraft.state).in_(_OPEN))).all():
        _close(session, actor, row, DraftState.dropped)
    draft = ReleaseDraft(asked_by=actor.account, asked_at=now(session), until=until or yesterday)
    session.add(draft)
    session.flush()
    audit.note(session, actor, "create", "release_draft", str(draft.id))
    return draft


def errand(secret: str) -> Errand:
    """Return what the worker does about a draft; the seed of what is hidden comes from `secret`."""

    def go(database: Database, payload: Payload) -> Effect:
        with database.reading() as session:
            draft = session.get(ReleaseDraft, payload["draft"])
            if draft is None or draft.state != DraftState.waiting:
                return lambda _session: None
            try:
                found = work_out(session, draft.until, secret)
            except Contradiction as error:
                return _failing(payload, f"contradiction:{_name(error.place)}")
        return lambda session: _ready(session, payload, *found)

    return Errand(go, LEASE, lambda session, payload: _failing(payload, "gave_up")(session))


def work_out(session: Session, until: dt.date, secret: str) -> tuple[list[Any], dict[str, Any]]:
    """Return the cells of a draft with why they are hidden, and what is kept of it. Raises Contradiction."""
    around = approved.surroundings(session, until)
    number = releasing.last_number(session, Line.persons) + 1
    kept, blank = dict(_kept(session)), releasing.withdrawn(session, Line.persons)

    def is_blank(place: Place) -> bool:
        return releasing.blank_of(place) in blank

    rows: list[Any] = []
    for code, (indicator, cells) in _cells(session, until).items():
        earlier = certificates.opened(kept[code], around.project) if code in kept else None
        seed = hmac.digest(secret.encode(), f"wik disclosure {code}".encode(), "sha256")
        made, why = withhold(indicator, cells, around, earlier=earlier, number=number, seed=seed, is_blank=is_blank)
        kept[code] = certificates.stored(made)
        rows += [_packed(place, value, why.get(place)) for place, value in cells.items()]
    return rows, {"number": number, "indicators": kept, "blank": _names(blank)}


def _names(blank: Iterable[tuple[str, ...]]) -> list[list[str]]:
    return sorted(list(one) for one in blank)


def work_out_now(session: Session, actor: Actor, secret: str) -> ReleaseDraft:
    """Return a draft that is worked out at once: for a demo, which has no worker yet. Raises Contradiction."""
    draft = _asked(session, actor, None)
    _ready(session, {"draft": draft.id or 0}, *work_out(session, draft.until, secret))
    return draft


def _cells(session: Session, until: dt.date) -> dict[str, tuple[Any, Cells]]:
    """Return the exact cells of every indicator that counts people and has some."""
    around = approved.surroundings(session, until)
    given = approved.values(session, person=True, until=until)
    every = {one.code: (one, cube.cells(one, given.get(one.code, []), around)) for one in _indicators(session)}
    return {code: pair for code, pair in every.items() if pair[1]}


def _indicators(session: Session) -> Iterable[Any]:
    return approved.indicators(session, person=True)


def _kept(session: Session) -> Mapping[str, Any]:
    newest = session.exec(_KEPT.order_by(col(ReleaseCertificate.number).desc()).limit(1)).first()
    return newest.content if newest else {}


def _ready(session: Session, payload: Payload, cells: list[Any], kept: dict[str, Any]) -> None:
    draft = session.get(ReleaseDraft, payload["draft"], with_for_update=True)
    if draft is not None and draft.state == DraftState.waiting:
        draft.state, draft.cells, draft.witnesses = DraftState.ready, cells, kept
        draft.digest = releasing.digest(dict(_shown(draft, ProjectTime(*project_time(session)))))
        session.add(draft)


def _failing(payload: Payload, error: str) -> Effect:
    def fail(session: Session) -> None:
        draft = session.get(ReleaseDraft, payload["draft"], with_for_update=True)
        if draft is not None and draft.state == DraftState.waiting:
            draft.state, draft.error = DraftState.failed, error[:80]
            session.add(draft)

    return fail


def _shown(draft: ReleaseDraft, project: ProjectTime) -> Iterable[tuple[Place, Value]]:
    """Yield the cells of a draft as they would be published."""
    hidden: set[Place] = set()
    for content in draft.witnesses["indicators"].values():
        hidden |= certificates.opened(content, project).hides()
    for row in draft.cells:
        place, value, _ = unpacked(row, project)
        yield place, releasing.HIDDEN if place in hidden else value


def sign(session: Session, actor: Actor, number: int, seen: str) -> Release:
    """Publish a draft whose digest is the one that was read. Raises NotFound.

    Raises Conflict where it is not ready, not the one that was read, where values changed since, where it would say
    nothing new, or where it no longer protects everybody.
    """
    draft = _get(session, actor, number, lock=True)
    if draft.state != DraftState.ready:
        raise Conflict(Issue("", "not_ready", f"It is {draft.state}."))
    if draft.digest != seen:
        raise Conflict(Issue("/digest", "another_draft", "Read it again: it is not the one you have read."))
    project = ProjectTime(*project_time(session))
    exact = {place: value for place, value, _ in (unpacked(row, project) for row in draft.cells)}
    now_exact = {place: value for _, cells in _cells(session, draft.until).values() for place, value in cells.items()}
    around = releasing.last_number(session, Line.persons) + 1, _names(releasing.withdrawn(session, Line.persons))
    if exact != now_exact or around != (draft.witnesses["number"], draft.witnesses["blank"]):
        raise Conflict(Issue("", "values_changed", "Values changed since. Have it worked out again."))
    _check(session, draft, project)
    release = releasing.publish(session, actor, Line.persons, dict(_shown(draft, project)))
    if release is None:
        raise Conflict(Issue("", "nothing_new", "Everything in it is published already."))
    content = draft.witnesses["indicators"]
    session.add(ReleaseCertificate(line=Line.persons, number=release.number, content=content))
    _close(session, actor, draft, DraftState.signed)
    return release


def _check(session: Session, draft: ReleaseDraft, project: ProjectTime) -> None:
    """Raise Conflict unless every certificate keeps its promise by the thresholds of today."""
    for indicator in _indicators(session):
        content = draft.witnesses["indicators"].get(indicator.code)
        certificate: Certificate | None = certificates.opened(content, project) if content else None
        try:
            if certificate is not None:
                certificate.check(indicator.threshold or 0)
        except Unprotected as error:
            raise Conflict(Issue("", "unprotected", "It no longer protects everybody. Ask for a new one.")) from error


def drop(session: Session, actor: Actor, number: int) -> None:
    """Put a draft away that nobody will sign. Raises NotFound; Conflict for one that is not open."""
    draft = _get(session, actor, number, lock=True)
    if draft.state not in _OPEN:
        raise Conflict(Issue("", "not_open", f"It is {draft.state}."))
    _close(session, actor, draft, DraftState.dropped)


def get(session: Session, actor: Actor, number: int) -> ReleaseDraft:
    """Return a draft to read. Raises NotFound."""
    return _get(session, actor, number, lock=False)


def _get(session: Session, actor: Actor, number: int, *, lock: bool) -> ReleaseDraft:
    require(actor, RELEASE, Resource())
    draft = session.get(ReleaseDraft, number, with_for_update=lock or None)
    if draft is None:
        raise NotFound
    return draft


def _close(session: Session, actor: Actor, draft: ReleaseDraft, state: DraftState) -> None:
    draft.state, draft.cells, draft.witnesses = state, [], {}
    session.add(draft)
    audit.note(session, actor, "sign" if state is DraftState.signed else "drop", "release_draft", str(draft.id))


def _packed(place: Place, value: Value, why: Hidden | None) -> list[Any]:
    day = place.territory_date.isoformat()
    where = [place.indicator, place.area, place.dims, place.period.code, place.source, place.basis, day]
    return [*where, value.status, value.numerator, value.denominator, value.counted, value.expected, why]


def unpacked(row: list[Any], project: ProjectTime) -> tuple[Place, Value, Hidden | None]:
    """Return a cell of a draft: where, exactly what, and why it is hidden, if it is."""
    indicator, area, dims, period, source, basis, day, status, numerator, denominator, counted, expected, why = row
    place = Place(indicator, area, dims, parse(period, project), source, basis, dt.date.fromisoformat(day))
    value = Value(ObservationStatus(status), numerator, denominator, None, counted, expected)
    return place, value, Hidden(why) if why else None


def _name(place: Place) -> str:
    return f"{place.indicator}/{place.area}/{place.period.code}/{place.dims}"
