"""Builders of profile parts: a small programme that tests change as they need it."""

import datetime as dt

from api.kernel.language import texts
from api.programme import ProgrammeProfile

TODAY = dt.date(2026, 11, 22)


def translate(text):
    return texts(text)


def measure(number, **changes):
    return {
        "number": number,
        "field": "social",
        "title": f"Maßnahme {number}",
        "friendly_title": f"Wir tun {number}",
        "sub_goals": ["1.1"],
        "activities": ["Einladen", "Begleiten"],
        "phases": [{"name": "Beginn", "quarters": [1, 2]}, {"name": "Fortgang", "quarters": [3, 8]}],
        **changes,
    }


def programme(*, measures=2, **changes):
    """Return the profile of an invented county; `measures` is how many it has, or the measures themselves."""
    several = [measure(number) for number in range(1, measures + 1)] if isinstance(measures, int) else measures
    return ProgrammeProfile.model_validate(
        {
            "county": {"ags": "99001", "name": "Kreis", "state": "Land", "area_km2": 10, "nationalities": 3},
            "imprint": {"organisation": "Kreisverwaltung"},
            "project": {"title": "Ankommen", "start": dt.date(2025, 7, 1), "years": 3},
            "facts": {"source": "Amt", "as_of": dt.date(2024, 12, 31), "population": 1000},
            "goals": [{"code": "1", "title": "Zusammen"}, {"code": "X", "title": "Alle", "cross_cutting": True}],
            "sub_goals": {"1.1": "Vereine"},
            "measures": several,
            **changes,
        }
    )
