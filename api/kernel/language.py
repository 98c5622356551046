"""Languages a county offers, the reader's choice among them, and translatable texts."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any, Literal

from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic wants it on 3.11

from api.kernel.problems import Invalid, Issue

_LONGEST_HEADER = 500  # characters of Accept-Language that are read
SOURCE = "de"  # the language every text is written in first; a profile cannot name another one
State = Literal["original", "reviewed", "machine", "outdated", "missing"]


class Text(BaseModel):
    """A text in the reader's language, or in German when there is no translation (`state` "missing")."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Mentorenprogramm", "lang": "de", "state": "original"}]}
    )

    text: str
    lang: str = Field(description="The language `text` is written in.")
    state: State = Field(
        description="original, reviewed by a person, machine (no person has checked it), outdated, or missing."
    )


class Translation(TypedDict, total=False):
    """One language of a stored text; `source` is the digest of the German text it was made from."""

    text: str
    state: State
    source: str


Texts = dict[str, Translation]


@dataclass(frozen=True)
class Languages:
    """What a profile offers. `plain` languages are chosen by the reader only and fall back to another one."""

    source: str = SOURCE
    codes: tuple[str, ...] = (SOURCE,)
    names: Mapping[str, str] = field(default_factory=lambda: {"de": "Deutsch"})
    plain: Mapping[str, str] = field(default_factory=dict[str, str])
    rtl: frozenset[str] = frozenset()

    def negotiated(self, header: str) -> str:
        """Return the best offered language for an Accept-Language (RFC 9110, 12.5.4), the source if none fits."""
        offered = [code for code in self.codes if code not in self.plain]
        ranges = sorted(_ranges(header[:_LONGEST_HEADER]), key=lambda pair: -pair[1])
        found = (code for wanted, quality in ranges if quality > 0 for code in offered if wanted == code)
        return next(found, self.source)

    def direction(self, code: str) -> Literal["ltr", "rtl"]:
        """Return the writing direction of a language."""
        return "rtl" if code in self.rtl else "ltr"

    def tag(self, code: str) -> str:
        """Return the BCP 47 tag for `lang` attributes and Content-Language (plain German is German)."""
        return self.plain.get(code, code)


def digest(source: str) -> str:
    """Return the short digest that ties a translation to the source text it was made from."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def texts(source: str, translations: Mapping[str, tuple[str, State]] | None = None) -> Texts:
    """Return a stored text: the German source and, per language, its translation with its state."""
    stored: Texts = {SOURCE: {"text": source, "state": "original"}}
    for code, (text, state) in (translations or {}).items():
        stored[code] = {"text": text, "state": state, "source": digest(source)}
    return stored


def said(stored: Mapping[str, Any], language: str) -> Text:
    """Return a stored text in `language`; without a translation the German one, marked as missing.

    What an older version or a hand in the database left without German, or without a state, is read all the same.
    """
    first = SOURCE if SOURCE in stored else next(iter(stored))
    original, found = stored[first]["text"], stored.get(language)
    if found is None:
        return Text(text=original, lang=first, state="missing")
    current = first != SOURCE or found.get("source") in {None, digest(original)}
    unsaid = "original" if language == first else "machine"
    return Text(text=found["text"], lang=language, state=found.get("state", unsaid) if current else "outdated")


def states(stored: Mapping[str, Any], codes: Iterable[str]) -> dict[str, State]:
    """Return how a stored text stands in each language: the `state` of `said`, without its text."""
    return {code: said(stored, code).state for code in codes}


def said_or_none(stored: Mapping[str, Any] | None, language: str) -> Text | None:
    """Return `said`, or None when nothing is stored."""
    return said(stored, language) if stored else None


class StaffText(BaseModel):
    """One language of a text as staff see it."""

    lang: str = Field(examples=["pl"])
    text: str = Field(examples=["Program mentorski"])
    state: State = Field(description="As of `Text`; `missing` never appears here.")


class TextWish(BaseModel):
    """One language of a text as staff write it; an empty text removes a translation."""

    model_config = ConfigDict(extra="forbid")

    lang: str = Field(max_length=20, examples=["pl"])
    text: str = Field(max_length=20_000, examples=["Program mentorski"])
    state: Literal["reviewed", "machine"] = Field(
        default="reviewed", description="Whether a person has read the translation; German is always the original."
    )


def every(stored: Mapping[str, Any] | None) -> list[StaffText]:
    """Return all languages of a stored text, German first; empty when nothing is stored."""
    if not stored:
        return []
    found = [said(stored, code) for code in sorted(stored, key=lambda code: (code != SOURCE, code))]
    return [StaffText(lang=one.lang, text=one.text, state=one.state) for one in found]


def edited(stored: Mapping[str, Any] | None, wishes: Sequence[TextWish], offered: Sequence[str]) -> Texts:
    """Return a stored text with the languages of `wishes` changed; the others stay, outdated where German changed.

    Raises Invalid for a language the county does not offer, one given twice, and for a text without its German source.
    """
    changed: Texts = {code: Translation(**one) for code, one in (stored or {}).items()}
    issues = [
        Issue(f"/{place}/lang", "unknown_language", f"Use one of: {', '.join(offered)}.")
        for place, wish in enumerate(wishes)
        if wish.lang not in offered
    ]
    if len({wish.lang for wish in wishes}) < len(wishes):
        issues.append(Issue("", "given_twice", "Give each language once."))
    for wish in sorted(wishes, key=lambda one: one.lang != SOURCE):  # the source first: translations are tied to it
        text = wish.text.strip()
        if wish.lang == SOURCE:
            changed[SOURCE] = {"text": text, "state": "original"}
        elif text:
            source = digest(changed.get(SOURCE, {}).get("text", ""))
            changed[wish.lang] = {"text": text, "state": wish.state, "source": source}
        else:
            changed.pop(wish.lang, None)
    if not changed.get(SOURCE, {}).get("text"):
        issues.append(Issue("", "source_missing", "Give the German text: every translation is made from it."))
    if issues:
        raise Invalid(*issues)
    return changed


@lru_cache(maxsize=1024)
def _ranges(header: str) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []
    for part in header.split(",")[:50]:
        name, _, parameter = part.strip().partition(";")
        match = re.fullmatch(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", parameter)
        quality = float(match[1]) if match else 0.0 if parameter else 1.0
        found.append((name.strip().lower().partition("-")[0], quality))
    return tuple(found)


async def _chosen(
    request: Request,
    response: Response,
    lang: Annotated[
        str | None, Query(description="Language of texts; one of the codes at `/county`.", examples=["pl"])
    ] = None,
    accept_language: Annotated[
        str | None, Header(description="Used when `lang` is not given; unknown languages fall back.")
    ] = None,
) -> str:
    languages: Languages = request.app.state.languages
    if lang is not None and lang not in languages.codes:
        raise Invalid(Issue("lang", "unknown_language", f"Use one of: {', '.join(languages.codes)}."))
    code = lang or languages.negotiated(accept_language or "")
    response.headers["Content-Language"] = languages.tag(code)
    response.headers["Vary"] = "Accept-Language"
    return code


Language = Annotated[str, Depends(_chosen)]


async def _offered(request: Request) -> Languages:
    return request.app.state.languages


Offered = Annotated[Languages, Depends(_offered)]  # for whoever writes texts: every language the county has
