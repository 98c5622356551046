"""Two organisations that are one: everything moves to the one that stays, in one transaction, each move in the trail.

The row of the other keeps its key and points to the one that stays, so that links and foreign keys still lead there.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.editable import OnMerge
from api.kernel.permission import Actor, can, require
from api.kernel.problems import Invalid, Issue, NotFound, RevisionMismatch
from api.places.permissions import MERGE
from api.places.reach import resource_of
from api.places.tables import Contact, Organisation, OrganisationArea, OrganisationKind

_TAKEN_OVER = ("description", "site", "email", "phone", "inclusion_since", "confirmed_on")
_TOGETHER = (("street", "postal_code", "town"), ("lon", "lat"))
_LISTS = ("opening_hours", "opening_exceptions")


def merge(session: Session, actor: Actor, key: str, seen: int, into: str, elsewhere: Sequence[OnMerge]) -> Organisation:
    """Make one organisation of two and return the one that stays; what it lacks it takes over from the other.

    Raises NotFound, RevisionMismatch, or Invalid when there is no other organisation `into` which the actor may.
    """
    gone, stays = _both(session, key, into)
    if gone is None or gone.merged_into is not None:
        raise NotFound
    require(actor, MERGE, resource_of(session, gone))
    if gone.revision != seen:
        raise RevisionMismatch
    if stays is None or stays is gone or stays.merged_into or not can(actor, MERGE, resource_of(session, stays)):
        raise Invalid(Issue("/into", "unknown_organisation", "Use the key of another organisation of your list."))
    _move_contacts(session, actor, gone, stays)
    county_wide = _move_areas(session, actor, gone, stays)
    parts = _parts(session, gone, stays)
    _take_over(gone, stays)
    stays.county_wide = stays.county_wide or county_wide
    audit.record(session, actor, "change", stays, gone, *parts)
    audit.note(session, actor, "merge", "organisation", stays.key, [])
    for move in elsewhere:
        move(session, actor, "organisation", gone.key, stays.key)
    return stays


def _both(session: Session, key: str, into: str) -> tuple[Organisation | None, Organisation | None]:
    """Lock both, always in the same order, so that two merges cannot lock each other out."""
    found = {one: session.get(Organisation, one, with_for_update=True) for one in sorted({key, into})}
    return found[key], found[into]


def _move_contacts(session: Session, actor: Actor, gone: Organisation, stays: Organisation) -> None:
    people = session.exec(select(Contact).where(Contact.organisation == gone.key)).all()
    for person in people:
        person.organisation = stays.key
    audit.record(session, actor, "change", *people)


def _move_areas(session: Session, actor: Actor, gone: Organisation, stays: Organisation) -> bool:
    """Let the one that stays work where either did; say whether the other was there for the whole county."""
    rows = session.exec(
        select(OrganisationArea).where(col(OrganisationArea.organisation).in_([gone.key, stays.key]))
    ).all()
    old = [row for row in rows if row.organisation == gone.key]
    there = {row.area for row in rows if row.organisation == stays.key}
    new = [OrganisationArea(organisation=stays.key, area=row.area) for row in old if row.area not in there]
    audit.record(session, actor, "delete", *old)
    audit.record(session, actor, "create", *new)
    return gone.county_wide


def _parts(session: Session, gone: Organisation, stays: Organisation) -> list[Organisation]:
    """Hang what belonged to the one that goes on the one that stays, and return what was changed."""
    parts = session.exec(select(Organisation).where(Organisation.part_of == gone.key)).all()
    earlier = session.exec(select(Organisation).where(Organisation.merged_into == gone.key)).all()
    if stays.part_of == gone.key:
        stays.part_of = gone.part_of if gone.part_of != stays.key else None
    for part in parts:
        if part is not stays:
            part.part_of = stays.key
    for one in earlier:
        one.merged_into = stays.key
    gone.part_of, gone.merged_into = None, stays.key
    return [one for one in (*parts, *earlier) if one is not stays]


def _take_over(gone: Organisation, stays: Organisation) -> None:
    def empty(*names: str) -> bool:
        return all(getattr(stays, name) in (None, []) for name in names)

    groups: list[tuple[str, ...]] = [*((name,) for name in (*_TAKEN_OVER, *_LISTS)), *_TOGETHER]
    for names in groups:
        if empty(*names):
            for name in names:
                setattr(stays, name, getattr(gone, name))
    if stays.kind == OrganisationKind.club and stays.club_type is None:
        stays.club_type = gone.club_type
    spoken: Any = sorted({*stays.languages, *gone.languages})
    if spoken != stays.languages:
        stays.languages = spoken
