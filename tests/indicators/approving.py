"""Approved values put into the database by hand, for tests of releases."""

import itertools

from sqlmodel import select

from api.indicators.codes import CLOSED, TOTAL
from api.indicators.tables import Observation, Submission
from api.kernel.audit import PROFILE, record
from api.kernel.time import now
from tests.indicators.entering import COUNTY, key


def approve(session, values, code="1.3a", period="2026-Q3", area=COUNTY, **more):
    """Put values in force: numbers, realisations or other statuses by `dims`; a pair has a denominator."""
    about = key(code, period, area, **more)
    sheet = session.exec(
        select(Submission).where(
            Submission.indicator == code, Submission.area == area, Submission.period == period,
            Submission.territory_date == about.territory_date, Submission.source == about.source,
        )
    ).first()  # fmt: skip
    if sheet is None:
        sheet = Submission(
            indicator=code, area=area, period=period, period_type=about.period.type, period_start=about.period.start,
            period_end=about.period.end, source=about.source, basis=about.basis,
            territory_date=about.territory_date, state="approved",
        )  # fmt: skip
        record(session, PROFILE, "create", sheet, public=False)
    held = session.exec(select(Observation).where(Observation.submission == sheet.id)).all()
    ended = [row for row in held if row.dims in values and row.replaced_at is None]
    for row in ended:
        row.replaced_at = now(session)
    record(session, PROFILE, "change", *ended, public=False)
    rows = [_row(session, sheet.id, dims, value) for dims, value in values.items()]
    record(session, PROFILE, "create", *rows, public=False)


def _row(session, sheet, dims, value):
    at = now(session)
    row = Observation(submission=sheet, dims=dims, status="value", recorded_at=at, approved_at=at)
    if isinstance(value, tuple):
        row.numerator, row.denominator = value
    elif isinstance(value, int):
        row.numerator = value
    elif value in {"yes", "no", "partly", "unknown"}:
        row.realisation = value
    else:
        row.status = value
    if row.numerator == 0:
        row.status = "zero"
    return row


def cross(dimensions, inner):
    """All cells of counts by full codes, with every margin."""
    axes = [(*CLOSED[name], TOTAL) for name in dimensions]
    return {".".join(cell): sum(n for key, n in inner.items() if _lies(key, cell)) for cell in itertools.product(*axes)}


def _lies(key, cell):
    return all(code in {TOTAL, own} for code, own in zip(cell, key, strict=True))
