"""What came in on the sheets of an event, as staff may see it, and what they count themselves.

Nothing before the sheets are closed, so that nobody can subtract yesterday from today. Staff know who was there, so
numbers of people are stricter here than in a release: one line of answers (gender, or background) is shown whole or
not at all – whole only when at least two answers were given and each by nobody or by five or more. Then every inner
cell has several possible values or is one of the numbers shown, and nobody is known by everybody having said the same.
Only answers from the page count for this: who entered the paper sheets could subtract them.
"""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import Session, col, select

from api.events import attendees, permissions, sheets
from api.events.attendee_permissions import EDIT
from api.events.result_schemas import CameIn, CommentView, CountWish, QuestionResult, StaffSheets
from api.events.sheet_tables import EventComment, EventCount, SheetKind
from api.events.states import EventState
from api.events.tables import Event
from api.events.trainings import there
from api.kernel import anonymous_write, audit, qr
from api.kernel.language import said
from api.kernel.permission import Actor
from api.kernel.problems import Conflict, Invalid, Issue, NotFound, RevisionMismatch
from api.kernel.time import now, today

LEAST = 5  # people in a group that is shown; of the profile's indicators, too
_COUNTED = sheets.TAKES_PLACE | {EventState.archived}


def read(session: Session, actor: Actor, secret: bytes, pages: str, number: int, language: str) -> StaffSheets:
    """Return code, own counts and, once nobody answers any more, what came in. Raises NotFound."""
    event = attendees.event_of(session, actor, number)
    row = session.get(EventCount, number)
    code = sheets.code_of(secret, number)
    address = sheets.link_of(secret, pages, number)
    return StaffSheets(
        event=number,
        revision=row.revision if row else 0,
        title=said(event.title, language),
        begun=_has_begun(session, event),
        open=sheets.is_open(session, event),
        last_day=sheets.last_day(event),
        comments_until=sheets.comments_until(event),
        code=code,
        address=address,
        qr=qr.picture(address),
        there=there(session, number),
        people=row.people if row else None,
        paper=row.paper if row else {},
        came_in=_came_in(session, number) if sheets.is_closed(session, event) else None,
    )


def count(session: Session, actor: Actor, number: int, seen: int, wish: CountWish) -> None:
    """Keep what staff counted. Raises NotFound, RevisionMismatch, Invalid, Conflict before it began."""
    event = permissions.event_of(session, actor, number, EDIT, lock=True)  # of two at once one is first
    row = session.get(EventCount, number)
    if seen != (row.revision if row else 0):
        raise RevisionMismatch
    if not _has_begun(session, event):
        raise Conflict(Issue("", "not_begun", "Count once the event has begun."))
    if wish.people is not None and sum(wish.paper.values()) > wish.people:
        raise Invalid(Issue("/people", "fewer_than_sheets", "There are more sheets than people."))
    known = row or EventCount(event=number)
    known.people, known.paper = wish.people, {cell: many for cell, many in sorted(wish.paper.items()) if many}
    audit.record(session, actor, "change" if row else "create", known, public=False)


def remove_comment(session: Session, actor: Actor, number: int, key: str) -> None:
    """Delete a comment that names somebody. The trail says of which event, not what it said.

    Raises NotFound; Conflict while the sheets are open and nobody reads comments.
    """
    event = attendees.event_of(session, actor, number, EDIT)
    if not sheets.is_closed(session, event):
        raise Conflict(Issue("", "still_open", "Comments are read once nobody answers any more."))
    place = (col(EventComment.event) == number, col(EventComment.id) == key)
    if session.exec(select(EventComment.id).where(*place)).first() is None:
        raise NotFound
    anonymous_write.write(session, delete(EventComment).where(*place))
    audit.note(session, actor, "delete", "event_comment", str(number))


def old_comments(session: Session) -> dict[int, int]:
    """Return how many comments were kept long enough, by event."""
    keys = session.exec(select(EventComment.event).order_by(col(EventComment.event))).all()
    events = session.exec(select(Event).where(col(Event.id).in_({*keys}))).all()
    over = {one.id for one in events if sheets.comments_until(one) < today(session)}
    return {number: keys.count(number) for number in dict.fromkeys(keys) if number in over}


def forget_comments(session: Session) -> None:
    """Delete comments that were kept long enough; grades and counts stay."""
    over = old_comments(session)
    if over:
        anonymous_write.write(session, delete(EventComment).where(col(EventComment.event).in_(over)))


def _has_begun(session: Session, event: Event) -> bool:
    return event.state in _COUNTED and event.first_at is not None and event.first_at <= now(session)


def _came_in(session: Session, number: int) -> CameIn:
    who = sheets.answers(session, SheetKind.statistics, [number]).get(number, {})
    how = sheets.answers(session, SheetKind.feedback, [number]).get(number, {})
    written = select(EventComment.id, EventComment.text).where(EventComment.event == number)
    return CameIn(
        sheets=sum(who.values()),
        least=LEAST,
        gender=shown(_line(who, sheets.GENDERS, 0)),
        migration_background=shown(_line(who, sheets.BACKGROUNDS, 1)),
        questions=[_question(how, name) for name in sheets.QUESTIONS],
        comments=[CommentView(id=key, text=text) for key, text in session.exec(written.order_by("id")).all()],
    )


def _line(cells: Mapping[str, int], codes: tuple[str, ...], place: int) -> dict[str, int]:
    return {code: sum(many for cell, many in cells.items() if cell.split(".")[place] == code) for code in codes}


def shown(line: dict[str, int]) -> dict[str, int] | None:
    """Return a line of answers if it betrays nobody, else None."""
    given = [many for many in line.values() if many]
    return line if len(given) > 1 and min(given) >= LEAST else None


def _question(cells: Mapping[str, int], name: str) -> QuestionResult:
    """Return how a question was answered; grades only where they are of five or more."""
    grades = [cells.get(f"{name}.{grade}", 0) for grade in sheets.GRADES]
    return QuestionResult(question=name, answers=sum(grades), grades=grades if sum(grades) >= LEAST else None)
