"""A certificate on paper: PDF/UA-1, with the number and where it is checked. Same facts and name, same bytes.

The words are those of `attendee_words.json`; the layout is `certificate.typ`.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from sqlmodel import Session

from api.events import certified
from api.events.attendee_words import Words, words_of
from api.events.certificate_tables import Certificate
from api.events.registration_tables import Registration
from api.kernel import qr
from api.kernel.language import Languages, said
from api.kernel.problems import NotFound
from api.programme import printable, sender, typeset_document

_TEMPLATE = Path(__file__).parent / "certificate.typ"


def pdf(session: Session, whose: Registration, languages: Languages, language: str, pages: str) -> bytes:
    """Return somebody's certificate, dated the day it was issued; `pages` is the address of our pages.

    Raises NotFound for who has none that counts, and when the name on it is not known any more.
    """
    found = certified.valid(session, whose.id)
    if found is None or not whose.name:
        raise NotFound
    data = _said(found, whose.name, sender(session, language).name, languages, language)
    page = f"{pages}/bescheinigung"
    link = certified.verify_link(pages, found.number)
    return typeset_document(_TEMPLATE, {**data, "page": page, "link": link, "qr": qr.drawing(link)}, found.issued_on)


def _said(found: Certificate, name: str, county: str, languages: Languages, language: str) -> dict[str, Any]:
    words, title = words_of(language), said(found.title, language)
    return {
        "lang": languages.tag(language),
        "dir": languages.direction(language),
        "words": words,
        "county": printable(county),
        "name": printable(name),
        "title": printable(title.text),
        "title_lang": languages.tag(title.lang),
        "title_dir": languages.direction(title.lang),
        "facts": [*_facts(found, words).items()],
        "issued": words["certificate_issued"].format(day=words.date(found.issued_on)),
        "number": certified.spelled(found.number),
        "year": found.issued_on.year,
        "month": found.issued_on.month,
        "day": found.issued_on.day,
    }


def _facts(found: Certificate, words: Words) -> dict[str, str]:
    facts = {
        words["certificate_kind"]: words[f"kind_{found.kind}"],
        words["certificate_when"]: _period(found.first_day, found.last_day, words),
        words["certificate_dates"]: words["certificate_of"].format(attended=found.attended, held=found.held),
    }
    if found.units:
        facts[words["certificate_units"]] = words["certificate_units_of"].format(units=found.units)
    return facts


def _period(first: dt.date, last: dt.date, words: Words) -> str:
    days = dict.fromkeys((words.date(first), words.date(last)))
    return " – ".join(days)
