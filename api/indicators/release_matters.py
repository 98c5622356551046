"""What is open about releases of counts of people: a draft to sign, or values nobody has asked to publish."""

import datetime as dt

from sqlmodel import Session, col, func, select

from api.indicators.permissions import RELEASE
from api.indicators.release_tables import DraftState, Line, Release, ReleaseDraft
from api.indicators.tables import Indicator, Observation, Submission
from api.kernel.matters import Matter
from api.kernel.permission import Actor, can
from api.kernel.time import spoken, today

_LIST = "/team/datenstaende"
_KINDS = {DraftState.ready: "release_draft", DraftState.failed: "release_failed"}


def release_matters(session: Session, actor: Actor) -> list[Matter]:
    """Return what an actor who signs should read, or have worked out. Three statements, or none."""
    if not can(actor, RELEASE):
        return []
    drafts = select(ReleaseDraft.id, ReleaseDraft.state, ReleaseDraft.asked_at).where(
        col(ReleaseDraft.state).in_((DraftState.waiting, *_KINDS))
    )
    found = list(session.exec(drafts.order_by(col(ReleaseDraft.id))).all())
    if not found:
        return _unpublished(session)
    return [
        Matter(_KINDS[DraftState(state)], "", f"{_LIST}/entwuerfe/{number}", waiting_since=spoken(asked_at).date())
        for number, state, asked_at in found
        if state in _KINDS
    ]


def _unpublished(session: Session) -> list[Matter]:
    """Return how many sheets about people were approved since the newest release, of periods that are over."""
    newest = session.exec(select(func.max(Release.published_at)).where(Release.line == Line.persons)).one()
    wanted = (
        select(func.count(func.distinct(Submission.id)), func.min(Observation.approved_at))
        .join(Observation, col(Observation.submission) == col(Submission.id))
        .join(Indicator, col(Indicator.code) == col(Submission.indicator))
        .where(
            col(Indicator.person),
            col(Observation.replaced_at).is_(None),
            col(Observation.approved_at) > (newest or dt.datetime.min.replace(tzinfo=dt.UTC)),
            col(Submission.period_end) < today(session),
        )
    )
    count, first = session.exec(wanted).one()
    since = spoken(first).date() if first else None
    return [Matter("people_to_release", "", _LIST, waiting_since=since, count=count)] if count else []
