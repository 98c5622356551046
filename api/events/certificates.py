"""Certificates after an event: who came to enough of its dates, what theirs says, issuing and withdrawing.

Somebody has earned one with `share_needed` percent of the dates that were held, one date at least. Teaching units are
45 minutes, counted over all dates they were there together. Staff issue, once the marks of paper lists are entered.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from api.events import attendees, certified, letters, persons
from api.events.attendance_tables import Attendance
from api.events.attendee_permissions import EDIT
from api.events.certificate_schemas import Candidate, CertificateSheet, Issued
from api.events.certificate_tables import Certificate
from api.events.letters import LetterKind
from api.events.registration_tables import Registration, RegistrationState
from api.events.retention import known_until
from api.events.states import EventState
from api.events.tables import Event, EventSession, SessionState
from api.kernel import audit
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Issue, NotFound
from api.kernel.time import berlin_day, today

UNIT = dt.timedelta(minutes=45)


@dataclass(frozen=True)
class Came:
    """To which of the dates that were held somebody came."""

    held: int
    attended: int
    time: dt.timedelta

    @property
    def units(self) -> int:
        """Whole teaching units."""
        return self.time // UNIT

    def enough(self, share_needed: int) -> bool:
        """Say whether that earns a certificate."""
        return self.attended > 0 and self.attended * 100 >= share_needed * self.held


def sheet(session: Session, actor: Actor, number: int) -> CertificateSheet:
    """Return everybody with a seat, and whoever has a certificate, by name. Raises NotFound."""
    return _sheet(session, attendees.event_of(session, actor, number))


def issue(session: Session, actor: Actor, number: int) -> CertificateSheet:
    """Issue certificates to all who earned one and never had one; a second time changes nothing.

    Raises NotFound, Conflict for an event that was not held.
    """
    event = _held(session, actor, number)
    issue_to_all(session, actor, event)
    return _sheet(session, event)


def issue_to_all(session: Session, actor: Actor, event: Event) -> None:
    """Do that for an event that was held; the caller has asked for the permission."""
    came, rows = _came(session, _lasted(session, event)), _people(session, event)
    had = certified.newest(session, [row.id for row in rows])
    earned = [row for row in rows if row.id not in had and _obstacle(event, row, came[row.id]) is None]
    _issue(session, actor, event, earned, came)


def issue_one(session: Session, actor: Actor, number: int, key: str) -> CertificateSheet:
    """Issue a certificate to one, also after theirs was withdrawn; who has a valid one keeps it.

    Raises NotFound, Conflict for an event that was not held, for who did not come enough, and who has no name any more.
    """
    event, row = _held(session, actor, number), _theirs(session, number, key)
    if certified.valid(session, key) is None:
        came = _came(session, _lasted(session, event))
        obstacle = _obstacle(event, row, came[key])
        if obstacle is not None:
            raise Conflict(obstacle)
        _issue(session, actor, event, [row], came)
    return _sheet(session, event)


def withdraw(session: Session, actor: Actor, number: int, key: str) -> CertificateSheet:
    """Let somebody's certificate count no more; who checks its number is told. Raises NotFound for who has none."""
    event = attendees.event_of(session, actor, number, EDIT)
    row = certified.valid(session, _theirs(session, number, key).id)
    if row is None:
        raise NotFound
    row.withdrawn_on = today(session)
    audit.record(session, actor, "change", row, public=False)
    return _sheet(session, event)


def printed_for(session: Session, actor: Actor, number: int, key: str) -> Registration:
    """Return whose certificate staff may print. Raises NotFound."""
    attendees.event_of(session, actor, number)
    return _theirs(session, number, key)


def _held(session: Session, actor: Actor, number: int) -> Event:
    """Return an event certificates may be issued for, locked: two people issue one after the other."""
    attendees.event_of(session, actor, number, EDIT)
    event = session.get_one(Event, number, with_for_update=True, populate_existing=True)
    if event.state != EventState.held:
        raise Conflict(Issue("", "not_held", "Certificates are issued for events that were held."))
    return event


def _theirs(session: Session, number: int, key: str) -> Registration:
    row = session.get(Registration, key)
    if row is None or row.event != number:
        raise NotFound
    return row


def _obstacle(event: Event, row: Registration, came: Came) -> Issue | None:
    if not row.name:
        return Issue("", "name_gone", "The name was deleted; no certificate can be made any more.")
    if row.state != RegistrationState.confirmed or not came.enough(event.share_needed):
        return Issue("", "not_enough", f"They came to {came.attended} of {came.held} dates.")
    return None


def _issue(
    session: Session, actor: Actor, event: Event, rows: Iterable[Registration], came: Mapping[str, Came]
) -> None:
    for row in rows:
        made = Certificate(
            number=certified.new_number(),
            registration=row.id,
            event=row.event,
            kind=event.kind,
            title=event.title,
            first_day=berlin_day(event.first_at or event.stamped_at),
            last_day=berlin_day(event.last_at or event.stamped_at),
            held=came[row.id].held,
            attended=came[row.id].attended,
            units=came[row.id].units,
            issued_on=today(session),
        )
        audit.record(session, actor, "create", made, public=False)
        letters.tell(session, actor, row, LetterKind.certificate)


def _sheet(session: Session, event: Event) -> CertificateSheet:
    lasted, rows = _lasted(session, event), _people(session, event)
    came = _came(session, lasted)
    issued = certified.newest(session, [row.id for row in rows])
    return CertificateSheet(
        event=event.id or 0,
        state=event.state,
        share_needed=event.share_needed,
        held=len(lasted),
        until=known_until(event),
        people=[_candidate(event, row, came[row.id], issued.get(row.id)) for row in rows],
    )


def _candidate(event: Event, row: Registration, came: Came, issued: Certificate | None) -> Candidate:
    return Candidate(
        registration=row.id,
        name=row.name,
        language=row.language,
        by_mail=row.email is not None,
        attended=came.attended,
        units=came.units,
        enough=_obstacle(event, row, came) is None,
        certificate=issued
        and Issued(
            number=certified.spelled(issued.number), issued_on=issued.issued_on, withdrawn_on=issued.withdrawn_on
        ),
    )


def _people(session: Session, event: Event) -> Sequence[Registration]:
    has_one = select(Certificate.registration).where(Certificate.event == event.id)
    seated = (col(Registration.state) == RegistrationState.confirmed) & (col(Registration.name) != "")
    found = select(Registration).where(Registration.event == event.id, or_(seated, col(Registration.id).in_(has_one)))
    return sorted(session.exec(found).all(), key=lambda row: (persons.folded_name(row.name), row.id))


def _lasted(session: Session, event: Event) -> Mapping[int, dt.timedelta]:
    """Return the dates that were held with their length."""
    dates = select(EventSession.id, EventSession.starts_at, EventSession.ends_at).where(
        EventSession.event == event.id, EventSession.state == SessionState.held
    )
    return {key or 0: ends_at - starts_at for key, starts_at, ends_at in session.exec(dates).all()}


def _came(session: Session, lasted: Mapping[int, dt.timedelta]) -> Mapping[str, Came]:
    """Return to which of these dates everybody came, by registration; who never came is in it, too."""
    present = select(Attendance.registration, Attendance.session).where(
        col(Attendance.session).in_(lasted), col(Attendance.present)
    )
    times: defaultdict[str, list[dt.timedelta]] = defaultdict(list)
    for registration, date in session.exec(present).all():
        times[registration].append(lasted[date])
    found: defaultdict[str, Came] = defaultdict(lambda: Came(len(lasted), 0, dt.timedelta()))
    found |= {key: Came(len(lasted), len(some), sum(some, dt.timedelta())) for key, some in times.items()}
    return found
