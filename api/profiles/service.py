"""Profiles: look whether one can be used, and bring it into the database."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from sqlmodel import Session, SQLModel, create_engine

from api import accounts, events, indicators, outreach, places, programme
from api.kernel.db import Database
from api.kernel.language import Languages, Texts, texts
from api.kernel.synchronising import Differences
from api.kernel.tables import Installation
from api.kernel.time import system_clock
from api.places import PlacesData
from api.profiles.faults import ProfileBroken, ProfileError
from api.profiles.schemas import Demo
from api.profiles.source import PROGRAMME, Source, folder_of, read, read_programme
from api.programme import demo_start

PROGRAM = Path(__file__).parent.parent


def languages(profile: str) -> Languages:
    """Return the languages a profile offers. Raises ProfileBroken."""
    return _languages(profile)


def check(profile: str) -> list[ProfileError]:
    """Return everything wrong with a profile; empty when it can be loaded."""
    try:
        source = read(profile)
    except ProfileBroken as broken:
        return list(broken.errors)
    return _untranslated(source, _used(source))


def load(
    database: Database, profile: str, *, apply: bool, demo: bool, today: dt.date, overwrite: bool = False
) -> list[Differences]:
    """Bring a profile into the database, or with `apply=False` return how the two differ.

    With `demo`, invented data come along and the project starts so that `today` lies in its second year. A database
    keeps what it is: one with demo data gets them anew without being asked, one with real data never gets any. What
    staff changed, made or removed is left alone, unless `overwrite`.
    Raises ProfileBroken for mistakes in the profile, or when the database belongs to another one.
    """
    source = read(profile)
    used: dict[str, None] = {}

    def said(text: str) -> Texts:
        used[text] = None
        return translate(source, text)

    with database.writing() if apply else database.reading() as session:
        before = session.get(Installation, "profile")
        _require_same(before, source)
        with_demo = session.get(Installation, "demo") is not None if before else demo
        found = _bring(session, source, said, today if with_demo else None, apply=apply, overwrite=overwrite)
        if missing := _untranslated(source, used):
            raise ProfileBroken(missing)  # which takes back everything
        if apply:
            session.merge(Installation(key="profile", value=source.name))
            session.merge(Installation(key="loaded", value=_digest(profile, today if with_demo else None)))
        if apply and with_demo:
            session.merge(Installation(key="demo", value=today.isoformat()))
    return found


def _require_same(before: Installation | None, source: Source) -> None:
    if before is not None and before.value != source.name:
        hint = f"This database holds the profile {before.value}; use another database for this one."
        raise ProfileBroken([ProfileError(PROGRAMME, None, "", hint)])


def is_loaded(database: Database, profile: str, *, today: dt.date) -> bool:
    """Say whether loading would change nothing: same files, same program, and for a demo the same start."""
    with database.reading() as session:
        loaded = session.get(Installation, "loaded")
        with_demo = session.get(Installation, "demo") is not None
    return loaded is not None and loaded.value == _digest(profile, today if with_demo else None)


def translate(source: Source, text: str) -> Texts:
    """Return a German text of the profile with the translations it has."""
    return texts(text, {code: known[text] for code, known in source.texts.items() if text in known})


def _digest(profile: str, demo_today: dt.date | None) -> str:
    """Return a digest of everything the stored rows are made from."""
    whole = hashlib.sha256(demo_start(demo_today).isoformat().encode() if demo_today else b"")
    for file in sorted([*folder_of(profile).rglob("*"), *PROGRAM.rglob("*.py")]):
        if file.is_file():
            whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()


def _places(source: Source, demo: Demo, demo_today: dt.date | None) -> PlacesData:
    profile = source.profile
    return PlacesData(
        source.gazetteer,
        source.sources,
        source.ages,
        source.outlines,
        source.derived,
        [*profile.organisations, *demo.organisations],
        demo_start(demo_today) if demo_today and demo.programme.measures else profile.project.start,
    )


def _bring(
    session: Session,
    source: Source,
    said: Callable[[str], Texts],
    demo_today: dt.date | None,
    *,
    apply: bool,
    overwrite: bool = False,
) -> list[Differences]:
    """Compare, and with `apply` write; `demo_today` is the day a demo is made for, None for real data."""
    profile, demo = source.profile, source.demo if demo_today else Demo()
    manner = {"apply": apply, "overwrite": overwrite}
    reports = demo.programme if demo_today else None
    return [
        *places.load(session, _places(source, demo, demo_today), said, **manner),
        *programme.load(session, profile, said, **manner, demo=reports, today=demo_today),
        *indicators.load(session, profile, said, **manner),
        *(accounts.load_demo(session, demo.accounts, apply=apply) if demo_today else ()),
        *(outreach.load_demo(session, demo.outreach, apply=apply, today=demo_today) if demo_today else ()),
        *(events.load_demo(session, demo.events, said, apply=apply, today=demo_today) if demo_today else ()),
        *(indicators.load_demo(session, demo.indicators, apply=apply, today=demo_today) if demo_today else ()),
    ]


def _untranslated(source: Source, used: Iterable[str]) -> list[ProfileError]:
    """Return a mistake for every used text a language lacks, and for every translation of no text of the profile.

    Texts of a demo may stay untranslated: they are shown in the source language, marked as missing.
    """
    if source.profile.languages.translations == "optional":
        return []
    real = {*_strings(source.profile.model_dump())}
    written = real | {*_strings(source.demo.model_dump())}
    needed = [text for text in used if text in real]
    found: list[ProfileError] = []
    for code, known in source.texts.items():
        file = f"texts/{code}.yaml"
        found += [
            ProfileError(file, None, text, "This text has no translation.") for text in needed if text not in known
        ]
        for text in known.keys() - written:
            line = source.lines[file].get(("machine", text)) or source.lines[file].get(("reviewed", text))
            close = get_close_matches(text, written, 1, cutoff=0.8)
            meant = f" Did you mean: {close[0]}" if close else ""
            found.append(ProfileError(file, line, text, f"The profile has no such text.{meant}"))
    return sorted(found, key=lambda error: (error.file, error.line or 0))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*cast("dict[str, Any]", value).values()])
    elif isinstance(value, list | tuple):
        for part in cast("Iterable[Any]", value):
            yield from _strings(part)


def _used(source: Source) -> dict[str, None]:
    """Return every German text the rooms would store, in their order: found by a rehearsal on an empty database."""
    used: dict[str, None] = {}

    def noted(text: str) -> Texts:
        used[text] = None
        return texts(text)

    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.info.update(clock=system_clock, writable=False)
        _bring(session, source, noted, None, apply=False)
    engine.dispose()
    return used


@lru_cache(maxsize=8)
def _languages(profile: str) -> Languages:
    part = read_programme(profile).languages
    return Languages(part.source, part.codes, dict(part.names), dict(part.plain), frozenset(part.rtl))
