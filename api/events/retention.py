"""How long we know who signed up: as long as the event says, single answers as long as their question says.

What names somebody is emptied, the row stays: seats and attendance go on being counted. The proof is the audit trail,
which notes by number which fields were emptied when, and no value.
Comments of the anonymous sheets are deleted, too, and pictures and material of archived events.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from api.events import answers, attendees, booking, calls, files, results
from api.events.letter_kinds import LetterKind
from api.events.registration_tables import Registration
from api.events.tables import Event
from api.kernel import audit, mail
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.time import berlin_day, now

KEEPER = Actor("system:retention")
ERASED = "erased-registrations"  # file in data_dir, no part of a backup
_BEFORE_MORNING = dt.timedelta(hours=3)  # `forget` runs at night: what ends before then is gone the same day
_GONE = ""  # the name of somebody we know no more


@dataclass(frozen=True)
class Due:
    """What is over for one event: registrations as a whole, answers to single questions of others, comments, files."""

    event: int
    registrations: int
    answers: int
    comments: int = 0
    files: int = 0


def due(session: Session) -> list[Due]:
    """Return what `forget` would empty now, event by event."""
    comments, old_files = results.old_comments(session), files.over(session)
    found = {
        event.id or 0: (len(rows), sum(len(row.answers.keys() - kept) for row in others))
        for event, rows, others, kept in _over(session)
    }
    return [
        Due(number, *found.get(number, (0, 0)), comments.get(number, 0), len(old_files.get(number, ())))
        for number in sorted({*comments, *old_files, *(number for number, over in found.items() if any(over))})
    ]


def forget(session: Session) -> None:
    """Empty what is over; a second time on the same day changes nothing."""
    for _, rows, others, kept in [*_over(session)]:
        _empty(session, KEEPER, rows)
        _keep_answers(session, KEEPER, others, kept)
    results.forget_comments(session)
    files.forget(session, KEEPER)


def forget_unasked(session: Session, actor: Actor, event: Event, changed: Collection[str]) -> None:
    """Empty the answers to questions an event asks no more, or otherwise than it did.

    Nobody could see them as what they are, and no period would end them.
    """
    if "questions" not in changed:
        return
    rows = session.exec(select(Registration).where(Registration.event == event.id).with_for_update()).all()
    for row in rows:
        row.answers = answers.fitting(event.questions, row.answers)
    audit.record(session, actor, "change", *rows, public=False)


def erase(session: Session, actor: Actor, number: str, data_dir: Path) -> None:
    """Give a registration back and empty it at once, because who made it asks for it. Raises NotFound.

    Its number, which says nothing about anybody, is noted beside the database: a restored backup is emptied again.
    """
    _empty(session, actor, [booking.cancel(session, actor, number)])
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / ERASED).open("a", encoding="ascii") as file:
        file.write(f"{number}\n")


def erase_for(session: Session, actor: Actor, event: int, number: str, data_dir: Path) -> None:
    """Do the same for somebody who asks staff. Raises NotFound, also for who is forgotten already."""
    attendees.require_theirs(session, actor, event, number)
    if session.get_one(Registration, number).name == _GONE:
        raise NotFound
    erase(session, actor, number, data_dir)


def erase_again(session: Session, data_dir: Path) -> int:
    """Empty in a restored database who had been erased; return how many came back with it."""
    file = data_dir / ERASED
    numbers = file.read_text(encoding="ascii").split() if file.is_file() else []
    back = [row for number in dict.fromkeys(numbers) if (row := session.get(Registration, number)) and row.name]
    _empty(session, KEEPER, [booking.cancel(session, KEEPER, row.id) for row in back])
    return len(back)


def known_until(event: Event) -> dt.date:
    """Return the last Berlin day on which we know who signed up for an event."""
    return berlin_day(_over_at(event, event.retention_days) - _BEFORE_MORNING)


def _over_at(event: Event, days: int) -> dt.datetime:
    return (event.last_at or event.stamped_at) + dt.timedelta(days=days)


def _over(session: Session) -> Iterator[tuple[Event, Sequence[Registration], Sequence[Registration], set[str]]]:
    """Yield events with the registrations that are over, or those that stay with the questions that are not over.

    What is no question any more, as of a form sent while it was taken out, is over, too.
    """
    moment = now(session)
    known = select(Registration.event).where(Registration.name != _GONE)
    for event in session.exec(select(Event).where(col(Event.id).in_(known)).order_by(col(Event.id))).all():
        rows = session.exec(
            select(Registration).where(Registration.event == event.id, Registration.name != _GONE)
        ).all()
        if _over_at(event, event.retention_days) <= moment:
            yield event, rows, (), set()
        else:
            kept = {
                one["key"]
                for one in event.questions
                if _over_at(event, answers.kept(one, event.retention_days)) > moment
            }
            yield event, (), [row for row in rows if row.answers.keys() - kept], kept


def _keep_answers(session: Session, actor: Actor, rows: Sequence[Registration], kept: set[str]) -> None:
    for row in rows:
        row.answers = {key: value for key, value in row.answers.items() if key in kept}
    audit.record(session, actor, "change", *rows, public=False)


def _empty(session: Session, actor: Actor, rows: Sequence[Registration]) -> None:
    for row in rows:
        row.name, row.email, row.phone, row.answers, row.person = _GONE, None, None, {}, f"gone {row.id}"
    audit.record(session, actor, "change", *rows, public=False)
    if rows:
        calls.forget(session, [row.id for row in rows])
        mail.forget_about(session, [kind.value for kind in LetterKind], [row.id for row in rows])
