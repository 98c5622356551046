"""What the files of a profile say about each other and cannot both be right; each of them alone is well formed."""

from collections.abc import Iterator, Mapping

from api import events, indicators, outreach
from api.places import Gazetteer, OrganisationPart, administrations, key_of
from api.profiles.faults import Path, ProfileError, line_of, spoken
from api.profiles.schemas import Demo, Profile
from api.programme import unknown_names

_PROGRAMME, _DEMO = "programme.yaml", "demo.yaml"
Lines = Mapping[str, Mapping[Path, int]]
Mistakes = Iterator[tuple[str, Path, str]]


def contradictions(programme: Profile, demo: Demo, book: Gazetteer, lines: Lines) -> Iterator[ProfileError]:
    """Yield keys and names that one file uses and no file defines, and keys defined twice."""
    found = [
        *_county(programme, book),
        *_organisations(programme, demo, book),
        *_partners(programme, demo, book),
        *_reports(programme, demo),
        *_accounts(programme, demo, book),
        *_outreach(programme, demo, book),
        *_events(programme, demo, book),
        *_values(programme, demo),
    ]
    for file, path, hint in found:
        yield ProfileError(file, line_of(path, lines.get(file, {})), spoken(path), hint)


def _county(programme: Profile, book: Gazetteer) -> Mistakes:
    if programme.county.ags != book.county:
        yield _PROGRAMME, ("county", "ags"), "areas.csv has another key for the county."


def _known(programme: Profile, demo: Demo, book: Gazetteer) -> list[tuple[str, Path, OrganisationPart]]:
    generated = administrations(book, [*programme.organisations, *demo.organisations])
    return [
        *(("areas.csv", (), part) for part in generated),
        *((_PROGRAMME, ("organisations", place), part) for place, part in enumerate(programme.organisations)),
        *((_DEMO, ("organisations", place), part) for place, part in enumerate(demo.organisations)),
    ]


def _organisations(programme: Profile, demo: Demo, book: Gazetteer) -> Mistakes:
    parts = _known(programme, demo, book)
    keys = {key_of(part) for _, _, part in parts}
    areas = book.territory.places
    seen: set[str] = set()
    for file, path, part in parts:
        if key_of(part) in {"", *seen}:
            yield file, (*path, "name"), "Another organisation has the same key; give this one a `key`."
        seen.add(key_of(part))
        for place, area in enumerate(part.areas):
            if area not in areas:
                yield file, (*path, "areas", place), "areas.csv does not know this area."
        if part.part_of is not None and part.part_of not in keys - {key_of(part)}:
            yield file, (*path, "part_of"), "There is no other organisation with this key."


def _partners(programme: Profile, demo: Demo, book: Gazetteer) -> Mistakes:
    keys = {key_of(part) for file, _, part in _known(programme, demo, book) if file != _DEMO}
    for place, measure in enumerate(programme.measures):
        for number, partner in enumerate(measure.partners):
            if partner.organisation is not None and partner.organisation not in keys:
                yield _PROGRAMME, ("measures", place, "partners", number), "There is no organisation with this key."


def _reports(programme: Profile, demo: Demo) -> Mistakes:
    for name in unknown_names(programme, {strand.number: strand for strand in demo.programme.measures}):
        yield _DEMO, ("programme", "measures"), f"programme.yaml does not plan {name}."


def _accounts(programme: Profile, demo: Demo, book: Gazetteer) -> Mistakes:
    keys = {key_of(part) for _, _, part in _known(programme, demo, book)}
    seen: set[str] = set()
    for place, one in enumerate(demo.accounts):
        if one.email in seen:
            yield _DEMO, ("accounts", place, "email"), "Another account has the same mail address."
        seen.add(one.email)
        if one.area is not None and one.area not in book.territory.places:
            yield _DEMO, ("accounts", place, "area"), "areas.csv does not know this area."
        for name in ("organisation", "office"):
            if getattr(one, name) is not None and getattr(one, name) not in keys:
                yield _DEMO, ("accounts", place, name), "There is no organisation with this key."


def _values(programme: Profile, demo: Demo) -> Mistakes:
    codes = [one.code for one in programme.indicators]
    for name in indicators.unknown_names(demo.indicators, codes, [one.name for one in demo.accounts]):
        yield _DEMO, ("indicators",), f"Nobody defines this: {name}"


def _numbers(programme: Profile) -> list[int]:
    management = [programme.project_management] if programme.project_management else []
    return [one.number for one in (*programme.measures, *management)]


def _events(programme: Profile, demo: Demo, book: Gazetteer) -> Mistakes:
    keys = [key_of(part) for _, _, part in _known(programme, demo, book)]
    groups = [one.name for one in demo.outreach.groups]
    for name in events.unknown_names(demo.events, keys, _numbers(programme), book.territory.places, groups):
        yield _DEMO, ("events",), f"Nobody defines this: {name}"


def _outreach(programme: Profile, demo: Demo, book: Gazetteer) -> Mistakes:
    keys = [key_of(part) for _, _, part in _known(programme, demo, book)]
    people = [one.name for one in demo.accounts]
    for name in outreach.unknown_names(demo.outreach, keys, _numbers(programme), people):
        yield _DEMO, ("outreach",), f"Nobody defines this: {name}"
