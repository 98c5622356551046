"""Which areas a role reaches on a day: its area and everything within, also after the area became part of another."""

import datetime as dt
from collections.abc import Callable

from sqlmodel import Session

from api.places import Territory, read_territory


def heir(tree: Territory, key: str, day: dt.date) -> str | None:
    """Return the area itself while it exists, after that the one that took it over; None when several did."""
    if key in tree.places and tree.span(key, day):
        return key
    heirs = tree.successors(key, day)
    return heirs[0] if len(heirs) == 1 else None  # where a territory was split somebody must decide


def covered(tree: Territory, key: str, day: dt.date) -> frozenset[str]:
    """Return the keys of all areas a role for `key` reaches on a day, its former names included."""
    present = heir(tree, key, day)
    if present is None:
        return frozenset()
    former = {old for old in tree.places if heir(tree, old, day) == present}
    return frozenset({*former, *_within(tree, present, day)})


def _within(tree: Territory, key: str, day: dt.date) -> set[str]:
    found = {key}
    for member in tree.members(key, day):
        found |= _within(tree, member, day)
    return found


class Reaches:
    """Remembers what each area covers, as long as the day and the revision of `places` stand; one per app."""

    def __init__(self) -> None:
        self._made_for: tuple[int, dt.date] | None = None
        self._tree = Territory((), ())
        self._known: dict[str, frozenset[str]] = {}

    def of(self, session: Session, revision: int, day: dt.date) -> Callable[[str], frozenset[str]]:
        """Return a function from an area to the keys it covers; reads memberships only when something changed."""
        if self._made_for != (revision, day):
            tree = read_territory(session)
            self._made_for, self._tree, self._known = (revision, day), tree, {}
        tree, known = self._tree, self._known  # another thread may put in new ones meanwhile

        def of_area(key: str) -> frozenset[str]:
            if key not in known:
                known[key] = covered(tree, key, day)
            return known[key]

        return of_area
