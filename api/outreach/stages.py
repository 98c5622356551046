"""How far persuading somebody has come, and which moves are allowed. Pure functions, no database."""

from enum import StrEnum
from typing import Literal

Move = Literal["stay", "forward", "back", "decline", "reopen"]


class Stage(StrEnum):
    """From the first idea to the deed; `declined` may come at any time before `done`."""

    open = "open"
    approached = "approached"
    talk_held = "talk_held"
    agreed = "agreed"
    done = "done"
    declined = "declined"


CHAIN = (Stage.open, Stage.approached, Stage.talk_held, Stage.agreed, Stage.done)
ENDED = frozenset({Stage.done, Stage.declined})
NEED_A_REASON = frozenset({"back", "decline", "reopen"})


def move(now: Stage, wished: Stage) -> Move | None:
    """Return what kind of step leads from `now` to `wished`; None when there is none.

    Forward goes any number of stages, because a talk may come without an approach, but only what was agreed can be
    done. Back goes as far as somebody corrects a mistake; what is done only goes back to agreed. Who declined is asked
    again from the beginning. Back, declining and reopening need a reason (`NEED_A_REASON`).
    """
    if now is wished:
        return "stay"
    if now is Stage.declined:
        return "reopen" if wished is Stage.open else None
    if wished is Stage.declined:
        return None if now is Stage.done else "decline"
    if now is Stage.done:
        return "reopen" if wished is Stage.agreed else None
    if CHAIN.index(wished) < CHAIN.index(now):
        return "back"
    return "forward" if wished is not Stage.done or now is Stage.agreed else None


def reachable(now: Stage) -> list[Stage]:
    """Return the stages one can move to from `now`, in their order."""
    return [stage for stage in Stage if move(now, stage) not in {None, "stay"}]
