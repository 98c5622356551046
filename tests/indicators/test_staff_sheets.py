"""Sheets over HTTP: the way from a draft to what is in force and back, two people at once, who sees what."""

import datetime as dt

import pytest
from sqlmodel import select

from api.accounts.tables import Account
from api.indicators.tables import Observation
from api.kernel.audit import PROFILE, record
from api.kernel.tables import RoomRevision, Version
from tests.conftest import TestClock, acting, somebody
from tests.indicators.entering import COUNTY, LANDSTUHL, WEILERBACH
from tests.staff import patched, wrong

SHEETS = "/api/v1/staff/observations"
MANAGER, COLLEAGUE = (somebody("project_manager", account=one) for one in (1, 2))
AREA_STAFF = somebody("area_staff", LANDSTUHL, account=3)
TRAINER = somebody("trainer", account=4)
GENDERED = {"code": "1.3b", "period": "2025"}


class Running(TestClock):
    """No two moments are the same, as it is outside tests."""

    def __call__(self):
        self.moment += dt.timedelta(microseconds=1)
        return self.moment


@pytest.fixture
def clock():
    return Running()


@pytest.fixture
def client(start):
    client = start()
    people = [Account(email=f"{number}@example.org", name=f"Person {number}", language="de") for number in range(1, 5)]
    with client.app.database.writing() as session:
        record(session, PROFILE, "create", *people, public=False)
    return client


def four(number=4, dims="_T", **more):
    return {"dims": dims, "status": "value", "numerator": number, **more}


def begun(client, *cells, code="1.3a", area=COUNTY, period="2026-Q3", **more):
    answer = client.post(SHEETS, json={"indicator": code, "area": area, "period": period, "cells": cells, **more})
    assert answer.status_code == 201, answer.text
    return f"{SHEETS}/{answer.json()['id']}"


def moved(client, where, move, reason=None, revision=None):
    revision = revision or client.get(where).json()["revision"]
    body = {} if move == "approval" else {"json": {"reason": reason}}
    return client.post(f"{where}/{move}", headers={"If-Match": f'"{revision}"'}, **body)


def in_force(client, *cells, **about):
    """A sheet that one entered and handed in, and another approved."""
    where = begun(client, *cells, **about)
    assert moved(client, where, "submission", "geprüft").status_code == 200
    with acting(client, COLLEAGUE):
        assert moved(client, where, "approval").status_code == 200
    return where


def shown(client, where, which="in_force"):
    return [(one["dims"], one["status"], one["numerator"]) for one in client.get(where).json()[which]]


def test_from_draft_to_force(client):
    with acting(client, MANAGER):
        where = begun(client, four())
        draft = client.get(where).json()
        assert (draft["state"], draft["moves"]) == ("draft", ["save", "submit"])
        assert moved(client, where, "submission").json()["state"] == "submitted"
        done = moved(client, where, "approval").json()
        assert (done["state"], done["moves"], done["working"]) == ("approved", ["save", "withdraw"], [])
        assert shown(client, where) == [("_T", "value", 4)]
        assert done["in_force"][0]["recorded_by"]


def test_two_at_once_the_second_sees_the_others_values(client):
    with acting(client, MANAGER):
        where = begun(client, four())
        assert patched(client, where, {"cells": [four(5)]}, 1).status_code == 200
    with acting(client, COLLEAGUE):
        late = patched(client, where, {"cells": [four(6)]}, 1)
        assert (late.status_code, late.json()["type"]) == (412, "/problems/revision-mismatch")
        assert shown(client, where, "working") == [("_T", "value", 5)]
        assert client.patch(where, json={"cells": []}).status_code == 428
        again = client.post(SHEETS, json={"indicator": "1.3a", "area": COUNTY, "period": "2026-Q3"})
        assert (again.status_code, again.json()["sheet"]) == (409, client.get(where).json()["id"])


def test_counts_of_people_need_four_eyes(client):
    with acting(client, MANAGER):
        where = begun(client, four(40, "_T._T"), **GENDERED)
        moved(client, where, "submission")
        assert "approve" not in client.get(where).json()["moves"]
        refused = moved(client, where, "approval")
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "four_eyes")
    with acting(client, COLLEAGUE):
        assert moved(client, where, "approval").status_code == 200


def test_a_number_stays_of_who_said_it_when_somebody_adds_evidence(client):
    with acting(client, MANAGER):
        where = begun(client, four(40, "_T._T"), **GENDERED)
    with acting(client, COLLEAGUE):
        assert patched(client, where, {"cells": [four(40, "_T._T", evidence="Liste")]}).status_code == 200
        moved(client, where, "submission")
    with acting(client, MANAGER):
        assert "approve" not in client.get(where).json()["moves"]
        assert moved(client, where, "approval").status_code == 409
        patched(client, where, {"cells": [four(41, "_T._T")]})
    with acting(client, COLLEAGUE):
        moved(client, where, "submission")
        assert moved(client, where, "approval").status_code == 200


def test_what_was_given_back_keeps_its_comment_until_it_is_handed_in_again(client):
    with acting(client, AREA_STAFF):
        where = begun(client, four(1), code="2.1", area=LANDSTUHL)
        moved(client, where, "submission")
    with acting(client, MANAGER):
        assert moved(client, where, "return", "Welcher Rat?").json()["state"] == "returned"
    with acting(client, AREA_STAFF):
        patched(client, where, {"cells": [four(2)]})
        draft = client.get(where).json()
        assert (draft["state"], draft["comment"]) == ("returned", "Welcher Rat?")
        assert moved(client, where, "submission").json()["comment"] is None
    with client.app.database.reading() as session:
        kept = session.exec(select(Version).where(Version.object_type == "submission")).all()
        assert "Welcher Rat?" in {one.values["comment"] for one in kept}


def test_a_correction_has_a_reason_and_the_old_value_stays_in_force_meanwhile(client):
    with acting(client, MANAGER):
        where = in_force(client, four())
        assert wrong(patched(client, where, {"cells": [four(5)]})) == [("/cells/0/reason", "reason_missing")]
        assert patched(client, where, {"cells": [four(5)], "reason": "Zählfehler"}).json()["state"] == "draft"
        assert (shown(client, where), shown(client, where, "working")) == (
            [("_T", "value", 4)],
            [("_T", "value", 5)],
        )
        moved(client, where, "submission")
        moved(client, where, "approval")
        assert shown(client, where) == [("_T", "value", 5)]


def test_who_does_not_approve_does_not_correct_what_is_in_force(client):
    with acting(client, AREA_STAFF):
        where = begun(client, four(1), code="2.1", area=LANDSTUHL)
        moved(client, where, "submission")
    with acting(client, MANAGER):
        moved(client, where, "approval")
    with acting(client, AREA_STAFF):
        refused = patched(client, where, {"cells": [four(2, reason="anders")]})
        assert wrong(refused) == [("/cells/0", "approved")]
        assert patched(client, where, {"cells": [four(1, "municipality")]}).status_code == 200


def test_withdrawn_values_are_missing_until_they_are_restored(client):
    with acting(client, MANAGER):
        where = in_force(client, four(), four(0, "it"))
        patched(client, where, {"cells": [four(5)], "reason": "x"})
        assert moved(client, where, "withdrawal", "Falsche Liste").json()["state"] == "withdrawn"
        assert shown(client, where) == [("_T", "missing", None), ("it", "missing", None)]
        assert shown(client, where, "working") == []
        assert patched(client, where, {"cells": [four(7)]}).status_code == 409
        assert moved(client, where, "restoration", "Doch richtig").json()["state"] == "approved"
        assert shown(client, where) == [("_T", "value", 4), ("it", "zero", 0)]


def test_nothing_is_ever_deleted_or_overwritten(client):
    with acting(client, MANAGER):
        where = in_force(client, four())
        moved(client, where, "withdrawal", "x")
        moved(client, where, "restoration", "y")
        found = client.get(f"{where}/history").json()["items"]
    assert [(one["numerator"], one["reason"], one["replaced_at"] is None) for one in found] == [
        (4, "y", True),
        (None, "x", False),
        (4, None, False),
    ]
    assert all(one["recorded_by"] for one in found)


def test_the_history_of_one_cell_comes_page_by_page(client):
    with acting(client, MANAGER):
        where = begun(client, four(1), four(1, "it"))
        for number in (2, 3):
            patched(client, where, {"cells": [four(number)]})
        first = client.get(f"{where}/history?dims=_T&limit=2").json()
        rest = client.get(f"{where}/history?dims=_T&limit=2&after={first['next']}").json()
    assert [one["numerator"] for one in first["items"] + rest["items"]] == [3, 2, 1]


@pytest.mark.parametrize(
    ("about", "cells", "expected"),
    [
        (GENDERED, [four(4), four(5, "f._T")], ("/cells/_T._T/numerator", "parts_exceed_total")),
        (
            GENDERED,
            [four(9), *(four(2, f"{one}._T") for one in ("f", "m", "d", "not_stated"))],
            ("/cells/_T._T/numerator", "parts_below_total"),
        ),
        ({}, [four(9), four(3, "it")], ("/cells/_T/numerator", "parts_below_total")),
        ({"period": "2026-Q4"}, [four(9)], ("/period", "period_running")),
    ],
)
def test_what_does_not_fit_together_is_not_handed_in(client, about, cells, expected):
    if about is GENDERED:
        cells = [{**one, "dims": "_T._T"} if one["dims"] == "_T" else one for one in cells]
    with acting(client, MANAGER):
        where = begun(client, *cells, **about)
        assert wrong(moved(client, where, "submission")) == [expected]
        explained = moved(client, where, "submission", "So ist es.")
        blocked = {one["level"] for one in client.get(where).json()["findings"]} == {"block"}
    assert explained.status_code == (422 if blocked else 200)
    assert blocked is (about is GENDERED)


def test_a_jump_needs_a_reason_at_the_cell_or_with_the_sheet(client):
    with acting(client, MANAGER):
        in_force(client, four(10), period="2026-Q1")
        where = begun(client, four(20), period="2026-Q2")
        (found,) = client.get(where).json()["findings"]
        assert (found["level"], found["code"]) == ("warn", "jump")
        assert wrong(moved(client, where, "submission")) == [("/cells/_T/numerator", "jump")]
        patched(client, where, {"cells": [four(21, reason="Neue Reihe")]})
        assert moved(client, where, "submission").status_code == 200


def test_checks_while_typing_store_nothing(client):
    def codes(*cells):
        answer = client.post(f"{where}/checks", json={"cells": cells})
        assert answer.status_code == 200, answer.text
        return [(one["level"], one["dims"], one["code"]) for one in answer.json()["findings"]]

    with acting(client, MANAGER):
        where = begun(client, code="2.1")
        assert codes(four(99)) == [("block", "_T", "more_than_all")]
        assert codes(four(5), four(6, "municipality")) == [("block", "_T", "parts_exceed_total")]
        assert codes(four(7), four(6, "municipality")) == []
        assert client.get(where).json()["working"] == []


def test_everybody_sees_their_own(client):
    with acting(client, MANAGER):
        own = begun(client, four(1), code="2.1", area=LANDSTUHL)
        other = begun(client, four(1), code="2.1", area=WEILERBACH)
        training = begun(client, four(1), code="1.3a")
        every = [client.get(f"{SHEETS}?{one}").json()["items"] for one in ("", "area=07335", f"area={LANDSTUHL}")]
        assert [len(one) for one in every] == [3, 3, 1]
    seen = {}
    for name, actor in (("area_staff", AREA_STAFF), ("trainer", TRAINER)):
        with acting(client, actor):
            mine = [f"{SHEETS}/{one['id']}" for one in client.get(SHEETS).json()["items"]]
            answers = {one: client.get(one).status_code for one in (own, other, training)}
            assert answers == {one: 200 if one in mine else 404 for one in answers}
            assert moved(client, own, "approval", revision=1).status_code == 403
            seen[name] = mine
    assert seen == {"area_staff": [own], "trainer": [training]}


def test_filters_and_pages(client):
    with acting(client, MANAGER):
        for period in ("2026-Q2", "2026-Q1", "2026-Q3"):
            begun(client, four(), period=period)
        begun(client, four(1), code="2.1", period="2026-Q1")
        found = client.get(f"{SHEETS}?indicator=1.3a&from=2026-02-01&state=draft").json()["items"]
        assert [one["period"] for one in found] == ["2026-Q3", "2026-Q2"]
        first = client.get(f"{SHEETS}?limit=2&count=true").json()
        rest = client.get(f"{SHEETS}?limit=2&after={first['next']}").json()
        ends = [one["period_end"] for one in first["items"] + rest["items"]]
        assert (first["total"], ends, rest["next"]) == (4, sorted(ends, reverse=True), None)
        assert client.get(f"{SHEETS}?state=approved&to=2026-06-30").json()["items"] == []


def test_what_is_not_released_leaves_the_public_cache_alone(client):
    def revision():
        with client.app.database.reading() as session:
            row = session.get(RoomRevision, "indicators")
            return row.revision if row else 0

    before = revision()
    with acting(client, MANAGER):
        in_force(client, four())
    assert revision() == before
    with client.app.database.reading() as session:
        assert session.exec(select(Observation)).all()


def test_making_twice_with_the_same_key_makes_one(client):
    wish, retry = {"indicator": "1.3a", "area": COUNTY, "period": "2026-Q3"}, {"Idempotency-Key": "one sheet only"}
    with acting(client, MANAGER):
        first, again = (client.post(SHEETS, json=wish, headers=retry) for _ in range(2))
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])


def test_cells_come_with_the_codes_they_can_have(client):
    def codes(number):
        (found,) = client.get(number).json()["dimensions"]
        return {one["code"]: one["label"][0]["text"] if one["label"] else None for one in found["codes"]}, found["open"]

    with acting(client, MANAGER):
        gender = client.get(begun(client, **GENDERED)).json()["dimensions"][0]
        assert (gender["label"][0], gender["open"]) == (
            {"lang": "de", "text": "Geschlecht", "state": "original"},
            False,
        )
        assert [one["code"] for one in gender["codes"]] == ["f", "m", "d", "not_stated"]
        assert codes(begun(client, four(1), four(1, "spiele"))) == ({"spiele": None}, True)
        administrations, open_ = codes(begun(client, code="4.1", period="2026-H1"))
        assert administrations["kreisverwaltung-kaiserslautern"] == "Kreisverwaltung Kaiserslautern"
        assert len(administrations) == 7, "those of Verbandsgemeinden that were merged before are not asked for"
        assert open_


@pytest.mark.parametrize("name", ["Pro\njekt", "\u202eProjekt", "\x01=1+1"])
def test_names_of_sources_are_one_line_of_signs_that_can_be_seen(client, name):
    with acting(client, MANAGER):
        body = {"indicator": "1.3a", "area": COUNTY, "period": "2025-Q1", "cells": [], "source": name}
        assert wrong(client.post(SHEETS, json=body)) == [("/source", "hidden_signs")]
