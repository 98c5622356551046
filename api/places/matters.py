"""What is open about organisations: nobody to reach, not confirmed for a year, people who never agreed to be named."""

from typing import get_args

from sqlalchemy import and_, case
from sqlmodel import Session, col, func

from api.kernel.matters import Matter
from api.kernel.permission import Actor, Permission, can
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.places.permissions import CONTACTS, EDIT
from api.places.reach import visible
from api.places.staff_organisations import Need, exists_on, needs
from api.places.tables import Organisation

_NEEDS: dict[Need, Permission] = {"contact": CONTACTS, "confirmation": EDIT, "consent": CONTACTS}


def matters(session: Session, actor: Actor) -> list[Matter]:
    """Return how many organisations an actor should look after, by need. One statement, or none."""
    kinds: list[Need] = [need for need in get_args(Need) if can(actor, _NEEDS[need])]
    if not kinds:
        return []
    day = today(session)
    open_ = {need: and_(needs(need, day), visible(actor, _NEEDS[need])) for need in kinds}
    counted = columns(*(func.sum(case((condition, 1), else_=0)).label(need) for need, condition in open_.items()))
    (row,) = rows_of(session, counted.where(col(Organisation.merged_into).is_(None), exists_on(day)))
    counts = [*row] if len(kinds) > 1 else [row]
    return [
        Matter(f"organisations_without_{need}", "", f"/team/organisationen?need={need}", count=count)
        for need, count in zip(kinds, counts, strict=True)
        if count
    ]
