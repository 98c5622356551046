"""Releases and cells put into the database by hand, for tests that read them."""

import datetime as dt

from api.indicators.periods import ProjectTime, parse
from api.indicators.release_tables import FOREVER, Release, ReleaseCell
from api.indicators.tables import Benchmark
from api.kernel.audit import PROFILE, record

PROJECT = ProjectTime(dt.date(2015, 7, 1), 3)
COUNTY, LANDSTUHL, WEILERBACH = "07335", "073355011", "073355009"


def release(session, line, number, day):
    moment = dt.datetime.combine(day, dt.time(3), dt.UTC)
    record(
        session, PROFILE, "create",
        Release(line=line, number=number, published_at=moment, day=day, changed=1, digest="", rules="1"),
    )  # fmt: skip


def cell(session, code, period, value=None, *, since, line="I", until=FOREVER, area=COUNTY, dims="_T", **more):
    time = parse(period, PROJECT)
    status = more.pop("status", "zero" if value == 0 else "missing" if value is None else "value")
    row = ReleaseCell(
        line=line, since=since, until=until, indicator=code, area=area, dims=dims, period=period,
        period_type=time.type, period_start=time.start, period_end=time.end, source=more.pop("source", "project"),
        territory_date=more.pop("territory_date", time.end), status=status, numerator=value, **more,
    )  # fmt: skip
    record(session, PROFILE, "create", row)


def aim(session, code, value, *, kind="target", area=COUNTY, dims="_T", day=dt.date(2018, 6, 30), **more):
    direction = more.pop("direction", "up" if kind == "target" else None)
    row = Benchmark(
        indicator=code, kind=kind, area=area, dims=dims, day=day, numerator=value, direction=direction,
        source="Beschluss", **more,
    )  # fmt: skip
    record(session, PROFILE, "create", row)
