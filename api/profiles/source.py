"""Reads the folder of a profile: every file, every mistake in one pass.

programme.yaml            what every room takes from it (schemas.Profile)
areas.csv                 areas, memberships, figures (places.AreaRow)
population_sources.csv    who counted on each day (places.SourceRow)
municipalities.geojson    outlines; may be left out, then there is no map
age_structure.csv         people by age; may be left out (places.AgeRow)
texts/<language>.yaml     translations of the German texts (schemas.TextsFile)
demo.yaml                 invented data to try the software out; may be left out (schemas.Demo)
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File

from api.kernel.language import State
from api.places import AgeRow, AreaRow, DerivedPoint, Fault, Gazetteer, MapFile, Outlines, SourceRow
from api.profiles.contradictions import contradictions
from api.profiles.documents import Reader
from api.profiles.faults import Path, ProfileBroken, ProfileError
from api.profiles.schemas import Demo, Profile, TextsFile

BUILT_IN = File(__file__).parent
PROGRAMME, DEMO, AREAS, SOURCES = "programme.yaml", "demo.yaml", "areas.csv", "population_sources.csv"
AGES, MAP = "age_structure.csv", "municipalities.geojson"


Translations = dict[str, tuple[str, State]]  # German text → its translation and how far that can be trusted


@dataclass(frozen=True)
class Source:
    """A profile as read, without mistakes."""

    name: str
    profile: Profile
    demo: Demo
    gazetteer: Gazetteer
    sources: list[SourceRow]
    ages: list[AgeRow]
    outlines: Outlines
    texts: Mapping[str, Translations]  # by language
    lines: Mapping[str, Mapping[Path, int]]  # file → place in it → line

    @property
    def derived(self) -> list[DerivedPoint]:
        """The county's population 15 years before the day of the facts, as the profile worked it out."""
        facts = self.profile.facts
        point = facts.population_15_years_earlier
        if point is None:
            return []
        return [DerivedPoint(self.gazetteer.county, fifteen_years_before(facts.as_of), point.value, point.how)]


def folder_of(profile: str) -> File:
    """Return the folder of a profile: its name in api/profiles, or the folder itself. Raises ProfileBroken."""
    for folder in (BUILT_IN / profile, File(profile)):
        if (folder / PROGRAMME).is_file():
            return folder
    known = sorted(file.parent.name for file in BUILT_IN.glob(f"*/{PROGRAMME}"))
    raise ProfileBroken(
        [ProfileError(PROGRAMME, None, "", f"There is no such profile. Known: {', '.join(known)}; or give a folder.")]
    )


def read_programme(profile: str) -> Profile:
    """Return only what `programme.yaml` says. Raises ProfileBroken."""
    reader = Reader(folder_of(profile))
    programme = reader.yaml(PROGRAMME, Profile)
    if programme is None:
        raise ProfileBroken(reader.errors)
    return programme


def read(profile: str) -> Source:
    """Return a profile. Raises ProfileBroken with every mistake."""
    folder = folder_of(profile)
    reader = Reader(folder)
    programme = reader.yaml(PROGRAMME, Profile)
    demo = reader.yaml(DEMO, Demo) if reader.exists(DEMO) else Demo()
    sources = reader.csv(SOURCES, SourceRow)
    book = Gazetteer(tuple(reader.csv(AREAS, AreaRow)))
    _note(reader, AREAS, book.faults(row.date for _, row in sources))
    ages = reader.csv(AGES, AgeRow) if reader.exists(AGES) else []
    areas = {row.ags for _, row in book.rows}
    _note(
        reader,
        AGES,
        (Fault(line, "area", "areas.csv does not know this area.") for line, row in ages if row.area not in areas),
    )
    outlines = _outlines(reader, areas)
    texts = _texts(reader, programme) if programme else {}
    if not reader.errors and programme and demo:  # before that, comparing would only repeat what is known
        reader.errors.extend(contradictions(programme, demo, book, reader.lines))
    if reader.errors or programme is None or demo is None:
        raise ProfileBroken(reader.errors)
    counted, by_age = [row for _, row in sources], [row for _, row in ages]
    return Source(folder.resolve().name, programme, demo, book, counted, by_age, outlines, texts, reader.lines)


def _note(reader: Reader, file: str, faults: Iterator[Fault] | Sequence[Fault]) -> None:
    for fault in faults:
        reader.say(file, fault.line, fault.field, fault.hint)


def _outlines(reader: Reader, areas: set[str]) -> Outlines:
    drawn = reader.json(MAP, MapFile) if reader.exists(MAP) else None
    for place, feature in enumerate(drawn.features if drawn else ()):
        if feature.properties.ags not in areas:
            reader.say(MAP, None, f"features[{place}].properties.ags", "areas.csv does not know this area.")
    return Outlines.of(drawn) if drawn else Outlines()


def _texts(reader: Reader, programme: Profile) -> dict[str, Translations]:
    found: dict[str, Translations] = {}
    languages = programme.languages
    for code in languages.codes:
        file = f"texts/{code}.yaml"
        if code == languages.source or (languages.translations == "optional" and not reader.exists(file)):
            continue
        if texts := reader.yaml(file, TextsFile):
            machine: Translations = {source: (text, "machine") for source, text in texts.machine.items()}
            reviewed: Translations = {source: (text, "reviewed") for source, text in texts.reviewed.items()}
            found[code] = machine | reviewed
    return found


def fifteen_years_before(day: dt.date) -> dt.date:
    """Return the same day 15 years earlier; of a 29 February, the 28th."""
    return day.replace(year=day.year - 15, day=28 if (day.month, day.day) == (2, 29) else day.day)
