"""Organisations that may be there twice: the same site, mail, telephone or name, or nearly the same name."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from sqlmodel import Session, col

from api.kernel.paging import Listing, Wish, cut, listing
from api.kernel.permission import Actor
from api.kernel.reading import columns, rows_of
from api.places.organisation_schemas import OrganisationRef
from api.places.permissions import MERGE
from api.places.reach import visible
from api.places.staff_schemas import DuplicatePair
from api.places.tables import Organisation, OrganisationArea

ALIKE = 0.87  # of 1; "TSV Musterdorf e. V." and "TSV Mustersdorf" are, "TSV Musterdorf" and "TTC Musterdorf" are not
_TOO_COMMON = 40  # a word in more names than this ("Verein") brings no two together
_FORMS = re.compile(r"\b(e\s?\.?\s?v|ev|ggmbh|gmbh|eg|verein|der|die|das|und|fuer|in|im)\b")
_KNOWN = columns(
    Organisation.key, Organisation.name, Organisation.sort, Organisation.site, Organisation.email, Organisation.phone,
    Organisation.county_wide, Organisation.part_of,
).where(col(Organisation.merged_into).is_(None))  # fmt: skip
_AREAS = columns(OrganisationArea.organisation, OrganisationArea.area)
Pair = tuple[int, int]


def list_duplicates(session: Session, actor: Actor, wanted: Wish) -> Listing[DuplicatePair]:
    """Return pairs of organisations the actor may merge, with what they have in common, by name. Two statements."""
    mine = _KNOWN.where(visible(actor, MERGE)).order_by(col(Organisation.sort), col(Organisation.key))
    rows = rows_of(session, mine)
    areas: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows_of(session, _AREAS):
        areas[row.organisation].add(row.area)
    found = [
        (f"{first:09}/{second:09}", rows[first], rows[second], reasons)
        for (first, second), reasons in sorted(_reasons(rows).items())
        if _could_be_one(rows[first], rows[second], areas)
    ]
    return listing(cut(found, lambda one: one[0], wanted, str), lambda one: _view(*one[1:]))


def _reasons(rows: Sequence[Any]) -> dict[Pair, list[str]]:
    names = [_plain(row.sort) for row in rows]
    found: defaultdict[Pair, list[str]] = defaultdict(list)
    for pair in _same(names, lambda name: name):
        found[pair].append("same_name")
    for pair in _near(names):
        if pair not in found:
            found[pair].append("similar_name")
    for reason, of in (("same_site", _site), ("same_email", _email), ("same_phone", _phone)):
        for pair in _same(rows, of):
            found[pair].append(reason)
    return found


def _same(rows: Sequence[Any], of: Callable[[Any], Hashable]) -> Iterator[Pair]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if value := of(row):
            groups[value].append(place)
    for places in groups.values():
        if len(places) <= _TOO_COMMON:
            yield from combinations(places, 2)


def _near(names: Sequence[str]) -> Iterator[Pair]:
    """Yield pairs of names that are nearly the same; only names with a word, or the first letters, in common meet."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for word in {*name.split(), name[:4]}:
            groups[word].append(place)
    met = {pair for places in groups.values() if len(places) <= _TOO_COMMON for pair in combinations(places, 2)}
    for first, second in sorted(met):
        if names[first] == names[second]:
            continue
        alike = SequenceMatcher(None, names[first], names[second], autojunk=False)
        if alike.real_quick_ratio() >= ALIKE and alike.quick_ratio() >= ALIKE and alike.ratio() >= ALIKE:
            yield first, second


def _could_be_one(first: Any, second: Any, areas: defaultdict[str, set[str]]) -> bool:
    if first.key == second.part_of or second.key == first.part_of:
        return False  # a part shares site and telephone with its whole
    return first.county_wide or second.county_wide or not areas[first.key].isdisjoint(areas[second.key])


def _plain(name: str) -> str:
    words = _FORMS.sub(" ", re.sub(r"[^a-z0-9. ]+", " ", name))
    return " ".join(words.replace(".", " ").split()) or name


def _site(row: Any) -> str:
    return re.sub(r"^https?://(www\.)?", "", (row.site or "").lower()).rstrip("/")


def _email(row: Any) -> str:
    return (row.email or "").lower()


def _phone(row: Any) -> str:
    digits = re.sub(r"\D", "", row.phone or "")
    return re.sub(r"^(00)?49|^0", "", digits)


def _view(first: Any, second: Any, reasons: list[Any]) -> DuplicatePair:
    return DuplicatePair(
        first=OrganisationRef(key=first.key, name=first.name),
        second=OrganisationRef(key=second.key, name=second.name),
        reasons=reasons,
    )
