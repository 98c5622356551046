"""The linter finds every class of faults, and none in what we write, whatever the texts and times are."""

import datetime as dt
import io
import re
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from api.events.ical import Entry, calendar
from tests.events.ical_linter import faults

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


def entry(start=dt.datetime(2026, 12, 5, 17, tzinfo=dt.UTC), hours=3, **more):
    values = {
        "uid": "5e0c1c6e-53a2-4be1-9e07-1f6a41f7a4b5", "sequence": 2, "stamped_at": STAMP, "created_at": STAMP,
        "starts_at": start, "ends_at": start + dt.timedelta(hours=hours), "status": "CONFIRMED",
        "title": "Vereinsgründung; Satzung, Zweck", "url": "https://wik.example/de/veranstaltungen/1",
        "organiser": "Kreisvolkshochschule", "sender": "noreply@wik.example", "position": (7.63, 49.48),
        "description": "Wie man einen Verein gründet.\nMit Übung: " + "ä" * 90, "location": "Bürgerhaus, Weilerbach",
        "categories": ("training", "founding"),
    }  # fmt: skip
    return Entry(**{**values, **more})


GOOD = calendar([entry()], name="Veranstaltungen", source="https://wik.example/api/v1/events.ics?lang=de")


def replaced(old, new, count=1):
    assert old.encode() in GOOD, old
    return GOOD.replace(old.encode(), new.encode(), count)


def inserted(line):
    return replaced("END:VEVENT", f"{line}\r\nEND:VEVENT")


def without(name):
    return re.sub(rb"(?m)^%b[:;].*\r\n(?: .*\r\n)*" % name.encode(), b"", GOOD, count=1)


EVENT = re.search(rb"BEGIN:VEVENT\r\n.*END:VEVENT\r\n", GOOD, re.DOTALL)[0]
ZONED = "TZID=Europe/Berlin"
BROKEN = {
    "only_lf": GOOD.replace(b"\r\n", b"\n"),
    "no_end": GOOD[:-2],
    "too_long": inserted("X-LONG:" + "x" * 70),
    "character_cut": GOOD.replace("ä".encode() * 4, "ä".encode() * 3 + b"\xc3\r\n \xa4", 1),
    "byte_order_mark": b"\xef\xbb\xbf" + GOOD,
    "control_character": inserted("COMMENT:a\x07b"),
    "no_property": inserted("only words"),
    "not_nested": replaced("END:VEVENT\r\n", ""),
    "not_one_calendar": GOOD + GOOD,
    "no_version": without("VERSION"),
    "no_prodid": without("PRODID"),
    "no_method": without("METHOD"),
    "zone_missing": re.sub(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", GOOD, flags=re.DOTALL),
    "zone_without_name": replaced("TZID:Europe/Berlin\r\n", ""),
    "zone_without_rules": re.sub(rb"BEGIN:DAYLIGHT.*END:DAYLIGHT\r\n", b"", GOOD, flags=re.DOTALL),
    "zone_ends": replaced("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20370329T020000"),
    "zone_without_offset": replaced("TZOFFSETTO:+0200", "TZOFFSETTO:CEST"),
    "zone_onset": replaced("19700329T020000", "19700329T030000"),
    "uid_twice": replaced(EVENT.decode(), 2 * EVENT.decode()),
    "cancel_without_status": replaced("METHOD:PUBLISH", "METHOD:CANCEL"),
    "no_uid": without("UID"),
    "no_dtstamp": without("DTSTAMP"),
    "no_dtstart": without("DTSTART;TZID=Europe/Berlin"),
    "no_summary": without("SUMMARY"),
    "given_twice": inserted("SEQUENCE:3"),
    "end_and_duration": inserted("DURATION:PT1H"),
    "unknown_status": replaced("CONFIRMED", "SCHEDULED"),
    "sequence_no_number": replaced("SEQUENCE:2", "SEQUENCE:two"),
    "person_named": inserted("ATTENDEE:mailto:somebody@example.org"),
    "not_escaped": replaced(r"gründung\; Satzung\, Zweck", "gründung; Satzung, Zweck"),
    "stamp_local": replaced("DTSTAMP:20261120T080000Z", "DTSTAMP:20261120T080000"),
    "value_missing": replaced("REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL"),
    "position_wrong": replaced("49.48000;7.63000", "49.48000,7.63000"),
    "address_wrong": replaced("URL:https://wik.example/", "URL:wik.example/ä/"),
    "time_wrong": replaced(f"DTSTART;{ZONED}:20261205T180000", f"DTSTART;{ZONED}:20261205T180000Z"),
    "time_without_zone": replaced(f"DTSTART;{ZONED}", "DTSTART"),
    "end_of_other_kind": replaced(f"DTEND;{ZONED}:20261205T210000", "DTEND;VALUE=DATE:20261206"),
    "end_before_start": replaced(f"DTEND;{ZONED}:20261205T210000", f"DTEND;{ZONED}:20261205T180000"),
    "count_and_until": inserted("RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20261224T170000Z"),
    "until_local": inserted("RRULE:FREQ=WEEKLY;UNTIL=20261224T180000"),
    "no_freq": inserted("RRULE:COUNT=3"),
    "exception_of_other_kind": inserted("EXDATE;VALUE=DATE:20261212"),
}


def test_a_good_calendar_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize("code", BROKEN)
def test_the_linter_finds(code):
    assert BROKEN[code] != GOOD
    assert code in faults(BROKEN[code])


def test_the_same_gives_the_same_bytes_and_taking_back_says_so():
    taken_back = calendar([entry()], method="CANCEL")
    assert calendar([entry()]) == calendar([entry()])
    assert faults(taken_back) == []
    assert b"METHOD:CANCEL" in taken_back
    assert b"UID:5e0c1c6e-53a2-4be1-9e07-1f6a41f7a4b5\r\n" in taken_back


def test_the_zone_says_what_the_time_zone_database_says():
    block = re.search(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", GOOD, re.DOTALL)[0]
    zone = tzical(io.StringIO(block.decode())).get()
    assert len(block) < 400
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    while moment.year < 2046:
        near = moment.month in {3, 10} and moment.day > 24
        assert moment.astimezone(zone).replace(tzinfo=None) == moment.astimezone(BERLIN).replace(tzinfo=None)
        moment += dt.timedelta(minutes=30) if near else dt.timedelta(days=1)


TEXTS = st.text(min_size=1, max_size=200).filter(lambda text: text.strip("\0 \n\r\t"))
MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2045, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - hypothesis wants naive ends


@given(TEXTS, TEXTS, TEXTS, MOMENTS, st.integers(1, 60 * 24 * 3))
def test_whatever_texts_and_times_there_are(title, description, organiser, start, minutes):
    start = start.replace(microsecond=0)
    made = entry(start, title=f"x{title}", description=description, organiser=organiser)
    written = calendar([Entry(**{**{name: getattr(made, name) for name in made.__slots__},
                                 "ends_at": start + dt.timedelta(minutes=minutes)})])  # fmt: skip
    assert faults(written) == []
