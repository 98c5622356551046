"""An invented series with every kind of cell, for the writers."""

import datetime as dt
from dataclasses import replace

from api.indicators.published import CodeList, Series
from api.indicators.tables import IndicatorKind, ObservationStatus

EVIL = '=HYPERLINK("http://x";"y")'
_PUBLISHED = dt.datetime(2017, 2, 1, 3, tzinfo=dt.UTC)


def cell(
    period="2016-Q1", status="value", numerator=None, *, area="07335", dims="_T", start=dt.date(2016, 1, 1), **other
):
    return {
        "indicator": "2.1",
        "area": area,
        "period": period,
        "period_type": "quarter",
        "start": start,
        "end": start + dt.timedelta(days=90),
        "dims": dims,
        "status": ObservationStatus(status),
        "numerator": numerator,
        "denominator": None,
        "realisation": None,
        "counted": None,
        "expected": None,
        "source": "project",
        "basis": "",
        "territory_date": dt.date(2014, 7, 1),
        "release": "P-1",
        **other,
    }


def rows():
    return [
        cell("2016-Q1", numerator=12),
        cell("2016-Q2", "suppressed", start=dt.date(2016, 4, 1)),
        cell("2016-Q3", "missing", start=dt.date(2016, 7, 1)),
        cell("2016-Q4", "zero", 0, start=dt.date(2016, 10, 1)),
        cell("2017-Q1", "later", start=dt.date(2017, 1, 1)),
        cell("2016-Q1", "not_applicable", area="073355011", dims="f"),
        cell("2016-Q1", "unreliable", 1250, area="073355011", dims="m"),
    ]


def series(found=None, **other):
    made = Series(
        indicator="2.1",
        kind=IndicatorKind.count,
        lang="de",
        title="Zahl der Tandems",
        unit="Tandems",
        note="Erfunden für Tests.",
        person=True,
        release="P-1",
        published_at=_PUBLISHED,
        dimensions=[CodeList("gender", "Geschlecht", {"_T": "Insgesamt", "f": "Frauen", "m": "Männer"})],
        areas={"07335": "Landkreis Kaiserslautern", "073355011": EVIL},
        rows=rows() if found is None else found,
        publisher="Landkreis Kaiserslautern",
    )
    return replace(made, **other)


def whole(pieces):
    return b"".join(pieces)
