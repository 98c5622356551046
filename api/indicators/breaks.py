"""Where values are not comparable with those before: another source, another census, other borders of the area."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from api.indicators.published import Break, Reason
from api.indicators.series import Found


def breaks(found: Found) -> list[Break]:
    """Return where the series of each area and group breaks, once for each period and reason.

    Sources that go on side by side break nothing: each value is compared with that of its own source, if there is one.
    """
    groups: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for cell in sorted(found.cells, key=lambda one: (one.period_start, one.source, one.basis, one.territory_date)):
        groups[cell.area, cell.dims].append(cell)
    return list(dict.fromkeys(one for cells in groups.values() for one in _of_group(found, cells)))


def _of_group(found: Found, cells: list[Any]) -> Iterator[Break]:
    before: list[Any] = []
    for period, same in groupby(cells, lambda one: one.period):
        now = list(same)
        for cell in now:
            own = [one for one in before if one.source == cell.source] or before
            for reason in _reasons(found, own[-1], cell) if own else ():
                yield Break(cell.area, period, reason)
        before = now


def _reasons(found: Found, last: Any, cell: Any) -> Iterator[Reason]:
    if last.source != cell.source:
        yield "source"
    if last.basis != cell.basis:
        yield "basis"
    days = last.territory_date, cell.territory_date
    if not found.tree.stayed(*days) and _lands(found, cell.area, days[0]) != _lands(found, cell.area, days[1]):
        yield "territory"


def _lands(found: Found, area: str, day: dt.date) -> frozenset[str]:
    return found.tree.municipalities(area, day) if area in found.tree.places else frozenset()
