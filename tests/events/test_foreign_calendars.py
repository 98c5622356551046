"""Engines of others read our calendars and see the moments we mean, over every change of time."""

import datetime as dt
import json
import os
import subprocess
from functools import partial

import ics
import pytest
import vobject
from dateutil.rrule import WEEKLY, rrule
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from api.events.ical import calendar
from api.kernel.time import BERLIN, understood
from api.settings import ROOT
from tests.events.test_ical import entry

HOUR = dt.timedelta(hours=1)
# each with a length in hours: over and around the changes of 2026 and 2027, in the hour that comes twice, far ahead
MOMENTS = [
    (dt.datetime(2026, 3, 28, 21, tzinfo=dt.UTC), 7),  # a night in spring, an hour short
    (dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC), 1),
    (dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC), 1),  # 03:00, where 02:00 would have been
    (dt.datetime(2026, 3, 29, 2, 30, tzinfo=dt.UTC), 1),  # a zone whose onset is 03:00 shows it an hour early
    (dt.datetime(2026, 10, 24, 20, tzinfo=dt.UTC), 9),  # a night in autumn, an hour longer
    (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), 1),  # 02:30 in summer, to 02:30 in winter
    (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), 2),
    (dt.datetime(2027, 7, 1, 16, tzinfo=dt.UTC), 3),
    (dt.datetime(2041, 7, 1, 16, tzinfo=dt.UTC), 3),  # beyond what lists of dates hold
]
ENTRIES = [
    entry(start, hours, uid=f"00000000-0000-4000-8000-{place:012}") for place, (start, hours) in enumerate(MOMENTS)
]
WANTED = {one.uid: (one.starts_at, one.ends_at, one.title) for one in ENTRIES}


def by_icalendar(data):
    for one in Calendar.from_ical(data).walk("VEVENT"):
        yield str(one["UID"]), one.start, one.end, str(one["SUMMARY"])


def by_ical(data):
    for one in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        yield one.uid, one.start, one.end, one.summary


def by_ics(data):
    for one in ics.Calendar(data.decode()).events:
        yield one.uid, one.begin.datetime, one.end.datetime, one.name


def by_vobject(data):
    for one in vobject.readOne(data.decode()).vevent_list:
        yield one.uid.value, one.dtstart.value, one.dtend.value, one.summary.value


def by_node(engine, data):
    program = ["node", str(ROOT / "frontend" / "tools" / "read-calendar.mjs"), engine]
    far = {**os.environ, "TZ": "America/New_York"}  # where no zone of ours is at home
    said = subprocess.run(program, input=data, capture_output=True, check=True, env=far).stdout
    for uid, start, end, title in json.loads(said):
        yield uid, dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end), title


by_ical_js, by_node_ical = partial(by_node, "ical.js"), partial(by_node, "node-ical")


# ics passes our zone over and reads the zone files of the machine, through dateutil, which know summers up to 2037;
# node-ical knows them that long, too
ENGINES = [
    (by_icalendar, 9999), (by_ical, 9999), (by_ics, 2037), (by_vobject, 9999), (by_ical_js, 9999), (by_node_ical, 2037)
]  # fmt: skip


@pytest.mark.parametrize(("read", "until"), ENGINES)
def test_the_same_moments(read, until):
    found = {
        uid: (start.astimezone(dt.UTC), end.astimezone(dt.UTC), title)
        for uid, start, end, title in read(calendar(ENTRIES, name="Veranstaltungen"))
    }
    wanted = {uid: one for uid, one in WANTED.items() if one[0].year <= until}
    assert {uid: found[uid] for uid in wanted} == wanted
    assert found.keys() == WANTED.keys()


def test_six_in_the_evening_stays_six_in_the_evening():
    """Weekly dates over both changes: their clocks stand still, their moments move."""
    for first, utc in (
        (dt.datetime(2026, 3, 15, 18), (17, 17, 16, 16)),  # noqa: DTZ001 - as typed
        (dt.datetime(2026, 10, 11, 18), (16, 16, 17, 17)),  # noqa: DTZ001 - as typed
    ):
        starts = [understood(one) for one in rrule(WEEKLY, dtstart=first, count=4)]
        assert [one.hour for one in starts] == list(utc)
        read = Calendar.from_ical(calendar([entry(one, uid=str(one)) for one in starts])).walk("VEVENT")
        assert [one.start.astimezone(BERLIN).hour for one in read] == [18] * 4
