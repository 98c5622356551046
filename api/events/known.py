"""Everything we know of one person who signed up, for who asks for it and has no link (phoned in, was on a paper list).

The trail notes that it was handed out, and which fields; never a value.
"""

from sqlmodel import Session, col, select

from api.events import answers, attendance, attendees, certified
from api.events.attendee_permissions import EDIT
from api.events.known_schemas import LetterSent, PersonalData
from api.events.registration_tables import Registration
from api.kernel import audit
from api.kernel.language import said
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.tables import Mail
from api.kernel.time import spoken


def hand_out(session: Session, actor: Actor, number: int, key: str, language: str) -> PersonalData:
    """Return what is stored about a registration, its answers, marks and letters. Raises NotFound, also when erased."""
    event = attendees.event_of(session, actor, number, EDIT)
    found = attendees.get_attendee(session, actor, number, key)
    if not found.name:
        raise NotFound
    letters = select(Mail).where(Mail.object_key == key, col(Mail.kind).startswith("event-")).order_by(col(Mail.at))
    told = PersonalData(
        event=number,
        title=said(event.title, language),
        registration=found,
        questions=answers.shown(
            [one for one in event.questions if one["key"] in found.answers], event.retention_days, language
        ),
        attendance=attendance.marks(session, number)[key],
        certificate=certified.own(session, session.get_one(Registration, key)),
        letters=[LetterSent(kind=one.kind, at=spoken(one.at)) for one in session.exec(letters).all()],
    )
    audit.note(session, actor, "export", "registration", key, sorted(PersonalData.model_fields))
    return told
