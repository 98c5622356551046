"""Releases of counts of people: worked out, read, signed; nothing small is shown, and nothing is signed unread."""

import datetime as dt

import pytest
from sqlmodel import select

from api import main
from api.disclosure import Protection
from api.indicators import withholding
from api.indicators.release_tables import DraftState, ReleaseCell, ReleaseCertificate, ReleaseDraft
from api.kernel import jobs
from tests.conftest import acting, somebody
from tests.disclosure.county import territory
from tests.indicators.approving import approve, cross
from tests.indicators.entering import COUNTY, LANDSTUHL, WEILERBACH

DRAFTS = "/api/v1/staff/releases/drafts"
SERIES = "/api/v1/indicators/{}/series"
MANAGER = somebody("project_manager", account=None)
AREAS = sorted(set(territory("2025-12-31")) - {COUNTY})
TRAITS = ("gender", "migration_background")
FEW = {("f", "yes"): 12, ("f", "no"): 3, ("m", "yes"): 9, ("m", "no"): 14, ("d", "no"): 1, ("m", "not_stated"): 6}
MANY = {("f", "yes"): 22, ("f", "no"): 13, ("m", "yes"): 19, ("m", "no"): 14}


@pytest.fixture
def client(start):
    with acting(start(), MANAGER) as client:
        yield client


def given(client, values, **about):
    about = {"code": "1.3b", "period": "2025", **about}
    with client.app.database.writing() as session:
        approve(session, values, **about)


def areas_given(client, *, period="2025", inner=FEW):
    """The six Verbandsgemeinden of today with the same people but for the group with the most."""
    for place, area in enumerate(AREAS):
        people = {key: count + (place if key == ("m", "no") else 0) for key, count in inner.items()}
        given(client, cross(TRAITS, people), area=area, period=period)


def work(client):
    todo = main.work(client.app.settings).only(errands=True)
    while jobs.do_next(client.app.database, todo):
        pass


def drafted(client, **body):
    """A draft, worked out."""
    answer = client.post(DRAFTS, json=body)
    assert answer.status_code == 201, answer.text
    work(client)
    return client.get(answer.headers["Location"]).json()


def sign(client, draft, digest=None):
    body = {"digest": digest or draft["digest"]}
    return client.post(f"{DRAFTS}/{draft['id']}/signature", json=body)


def cells(client, draft, code="1.3b"):
    address = f"{DRAFTS}/{draft['id']}/cells"
    return client.get(address, params={"indicator": code, "limit": 200}).json()["items"]


def items(client, code="1.3b", **query):
    answer = client.get(SERIES.format(code), params={"period": "year", **query})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def values(client, **query):
    return {".".join(one["codes"].values()): one["value"] for one in items(client, **query)}


def test_a_draft_is_worked_out_by_the_worker_and_says_what_it_hides(client):
    areas_given(client)
    waiting = client.post(DRAFTS, json={}).json()
    assert (waiting["state"], waiting["digest"], waiting["indicators"]) == ("waiting", None, [])
    work(client)
    draft = client.get(f"{DRAFTS}/{waiting['id']}").json()
    assert (draft["state"], draft["release"], draft["until"]) == ("ready", "P-1", "2026-11-21")
    one, _ = draft["indicators"]  # the other one is the share of women
    assert (one["indicator"], one["threshold"], one["withheld"]) == ("1.3b", 5, False)
    assert one["shown"] + sum(one["hidden"].values()) == one["cells"] == one["changed"] == 7 * 20
    assert one["hidden"]["small"] >= 2 * 6
    assert one["hidden"]["partner"]


def test_the_preview_says_why_each_cell_is_hidden(client):
    areas_given(client)
    found = cells(client, drafted(client))
    for one in found:
        small = one["numerator"] is not None and 0 < one["numerator"] < 5
        assert (one["hidden"] == "small") == small, one
    assert {one["numerator"] for one in found if one["area"] == LANDSTUHL and one["dims"] == "f.no"} == {3}


def test_signed_it_is_public_without_a_hidden_number(client):
    areas_given(client)
    draft = drafted(client)
    hidden = {(one["area"], one["dims"]) for one in cells(client, draft) if one["hidden"]}
    assert items(client, by="area") == []
    assert sign(client, draft).json()["release"] == "P-1"
    county = values(client, by="gender,migration_background")
    assert county["_T._T"] == 6 * 45 + sum(range(6))
    with client.app.database.reading() as session:
        for row in session.exec(select(ReleaseCell)).all():
            assert ((row.area, row.dims) in hidden) == (row.status == "suppressed")
            assert (row.numerator is None) == (row.status == "suppressed")
            assert row.numerator is None or row.numerator == 0 or row.numerator >= 5


def test_the_exact_numbers_go_when_a_draft_is_closed(client):
    areas_given(client)
    first = drafted(client)
    second = drafted(client)
    assert client.get(f"{DRAFTS}/{first['id']}").json()["state"] == "dropped"
    sign(client, second)
    third = drafted(client)
    assert client.delete(f"{DRAFTS}/{third['id']}").status_code == 204
    assert client.delete(f"{DRAFTS}/{third['id']}").status_code == 409
    with client.app.database.reading() as session:
        drafts = session.exec(select(ReleaseDraft)).all()
        assert [one.state for one in drafts] == [DraftState.dropped, DraftState.signed, DraftState.dropped]
        assert [(one.cells, one.witnesses) for one in drafts] == [([], {})] * 3
        assert len(session.exec(select(ReleaseCertificate)).all()) == 1


def test_only_what_was_read_is_signed(client):
    areas_given(client)
    draft = drafted(client)
    assert sign(client, draft, "0" * 64).status_code == 409
    given(client, {"_T._T": 41}, area="outside")
    refused = sign(client, draft)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "values_changed")
    assert items(client) == []
    assert sign(client, drafted(client)).status_code == 201
    assert sign(client, draft).status_code == 409


def test_the_same_content_makes_no_release(client):
    areas_given(client)
    sign(client, drafted(client))
    before = client.get(SERIES.format("1.3b")).content
    again = drafted(client)
    assert again["changed"] == 0
    refused = sign(client, again)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "nothing_new")
    assert client.get(SERIES.format("1.3b")).content == before


def test_what_does_not_protect_is_not_published(client, monkeypatch):
    """Were the protector ever wrong, the certificate says so before anything is written."""
    areas_given(client)

    def careless(table, **_):
        return Protection(table.latent | {key for key, count in table.counts.items() if 0 < count < 5})

    monkeypatch.setattr(withholding, "protect", careless)
    draft = drafted(client)
    refused = sign(client, draft)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "unprotected")
    assert items(client) == []


def test_a_contradiction_is_named_and_nothing_is_worked_out(client):
    given(client, {"_T._T": 50}, period="2025")
    given(client, {"_T._T": 60}, period="2025", area=LANDSTUHL)
    draft = drafted(client)
    assert (draft["state"], draft["error"]) == ("failed", "contradiction:1.3b/07335/2025/_T._T")
    assert sign(client, draft, "0" * 64).status_code == 409


def test_counts_of_people_are_released_by_quarter_for_the_county_and_by_year_below(client):
    for quarter in range(1, 5):
        areas_given(client, period=f"2025-Q{quarter}", inner=MANY)
    sign(client, drafted(client))
    assert {one["period"] for one in items(client, period="quarter")} == {f"2025-Q{quarter}" for quarter in range(1, 5)}
    assert {one["period"] for one in items(client, by="area")} == {"2025"}
    (year,) = items(client)
    assert year["value"] == sum(one["value"] for one in items(client, period="quarter"))
    answer = client.get(SERIES.format("1.3b"), params={"by": "area", "period": "quarter"})
    assert answer.json()["errors"][0]["code"] == "not_a_released_breakdown"


def test_a_sum_of_people_waits_until_every_area_came_in(client):
    given(client, cross(TRAITS, MANY), area=LANDSTUHL)
    sign(client, drafted(client))
    (whole,) = items(client, by="gender,migration_background")
    assert (whole["status"], whole["value"], whole["counted"], whole["expected"]) == ("missing", None, 1, 6)


def test_a_breakdown_that_does_not_add_up_is_left_out(client):
    given(client, {"_T._T": 20, "f._T": 11, "m._T": 9, "d._T": 0, "_T.yes": 8, "_T.no": 9}, area=LANDSTUHL)
    sign(client, drafted(client))
    assert values(client, area=LANDSTUHL, by="gender,migration_background") == {"_T._T": 20}


def test_a_small_area_shows_its_total_alone(client):
    given(client, cross(TRAITS, {("f", "yes"): 9}), area=LANDSTUHL)
    given(client, cross(TRAITS, {("f", "yes"): 10, ("m", "no"): 12}), area=WEILERBACH)
    draft = drafted(client)
    assert {one["hidden"] for one in cells(client, draft) if one["area"] == LANDSTUHL and one["dims"] != "_T._T"} == {
        "blocked"
    }
    sign(client, draft)
    assert set(values(client, area=LANDSTUHL, by="gender,migration_background").values()) == {9, None}
    assert values(client, area=WEILERBACH, by="gender,migration_background")["f.yes"] == 10


def test_a_share_is_shown_only_with_both_its_counts(client):
    about = {"code": "1.1b", "period": "W2026-05-01"}
    given(client, {"_T": (97, 100), "f": (40, 50), "m": (57, 50 + 7)}, **about)
    given(client, {"_T": (97, 100)}, area=LANDSTUHL, **about)
    sign(client, drafted(client))
    for one in items(client, "1.1b", period="wave") + items(client, "1.1b", period="wave", area=LANDSTUHL):
        assert (one["status"], one["value"], one["numerator"], one["denominator"]) == ("suppressed", None, None, None)


def test_who_may_not_sign_sees_nothing(client):
    draft = drafted(client)
    for role in ("admin", "editor", "area_staff", "evaluator"):
        with acting(client, somebody(role, account=None)):
            assert client.get(f"{DRAFTS}/{draft['id']}").status_code == 403
            assert sign(client, draft).status_code == 403


def test_a_period_that_is_not_over_cannot_be_released(client):
    answer = client.post(DRAFTS, json={"until": "2026-11-22"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not_over")


def released(client, area, dims, code="1.3b", period="2025"):
    """The published states of a cell."""
    query = {"indicator": code, "period": period, "limit": 200}
    found = client.get("/api/v1/staff/releases/cells", params=query).json()["items"]
    return [one for one in found if (one["area"], one["dims"]) == (area, dims)]


def withdraw(client, *states):
    body = {"cells": [one["id"] for one in states], "reason": "Zwei Personen waren erkennbar."}
    answer = client.post("/api/v1/staff/releases/withdrawals", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["withdrawn"]


def test_a_cell_that_betrays_somebody_can_be_withdrawn(client):
    areas_given(client, inner=MANY)
    sign(client, drafted(client))
    assert withdraw(client, *released(client, LANDSTUHL, "f._T")) == 1
    assert values(client, area=LANDSTUHL, by="gender")["f._T"] is None
    given(client, {"_T._T": 41}, area="outside")
    sign(client, drafted(client))
    assert values(client, area=LANDSTUHL, by="gender")["f._T"] is None
    assert values(client, area=LANDSTUHL, by="gender", release="P-1")["f._T"] is None
    assert values(client, area=COUNTY)["_T._T"] is not None


def test_a_withdrawn_cell_is_blank_in_every_state_it_was_published_in(client):
    """Blanking the state of one release alone would leave the number in the next one, and in the history."""
    areas_given(client, inner=MANY)
    sign(client, drafted(client))
    areas_given(client, inner={key: 2 * count for key, count in MANY.items()})
    sign(client, drafted(client))
    old, new = released(client, LANDSTUHL, "f._T")
    assert (old["until"], new["since"], new["numerator"]) == ("P-2", "P-2", 2 * 35)
    assert withdraw(client, old) == 2
    history = items(client, area=LANDSTUHL, by="gender", include_history=True)
    assert [one["value"] for one in history if one["codes"]["gender"] == "f"] == [None, None]


def test_a_withdrawn_cell_stays_blank_when_the_borders_of_its_area_are_dated_anew(client):
    areas_given(client, inner=MANY)
    sign(client, drafted(client))
    withdraw(client, *released(client, LANDSTUHL, "f._T"))
    given(client, cross(TRAITS, MANY), area=LANDSTUHL, territory_date=dt.date(2026, 1, 1))
    sign(client, drafted(client))
    assert {one["numerator"] for one in released(client, LANDSTUHL, "f._T")} == {None}
    assert {one["numerator"] for one in released(client, LANDSTUHL, "_T._T")} == {68, 73}


def test_the_preview_knows_what_was_withdrawn_and_what_is_published(client):
    areas_given(client, inner=MANY)
    sign(client, drafted(client))
    withdraw(client, *released(client, LANDSTUHL, "f._T"))
    draft = drafted(client)
    one, _ = draft["indicators"]  # the other one is the share of women
    assert (draft["changed"], one["hidden"].pop("withdrawn")) == (0, 1)
    found = {(cell["area"], cell["dims"]): cell for cell in cells(client, draft)}
    blank, whole = found[LANDSTUHL, "f._T"], found[LANDSTUHL, "_T._T"]
    assert (blank["hidden"], blank["before"]) == (
        "withdrawn", {"status": "suppressed", "numerator": None, "denominator": None},
    )  # fmt: skip
    assert (whole["hidden"], whole["before"]["numerator"]) == (None, whole["numerator"])


def quarter_given(client, number):
    given(client, cross(TRAITS, MANY), period=f"2025-Q{number}")


def test_a_withdrawn_number_does_not_follow_from_a_year_that_is_published_later(client):
    """Whoever knows the year and the three other quarters would know the withdrawn one."""
    for number in (1, 2, 3):
        quarter_given(client, number)
    sign(client, drafted(client))
    withdraw(client, *released(client, COUNTY, "_T._T", period="2025-Q2"))
    quarter_given(client, 4)
    sign(client, drafted(client))
    found = {one["period"]: one["value"] for one in [*items(client), *items(client, period="quarter")]}
    assert (found["2025-Q1"], found["2025-Q2"], found["2025-Q3"]) == (68, None, 68)
    assert None in {found["2025"], found["2025-Q4"]}
    for period, dims in (("2025", "year"), ("2025-Q4", "quarter")):
        shown = items(client, period=dims, by="gender")
        if found[period] is None:
            parts = [one["value"] for one in shown if one["period"] == period and one["codes"]["gender"] != "_T"]
            assert None in parts, period


def test_a_draft_is_not_signed_once_something_was_withdrawn(client):
    areas_given(client, inner=MANY)
    sign(client, drafted(client))
    given(client, {"_T._T": 41}, area="outside")
    draft = drafted(client)
    withdraw(client, *released(client, LANDSTUHL, "f._T"))
    assert sign(client, draft).json()["errors"][0]["code"] == "values_changed"


def told(client):
    """The open matters about releases."""
    found = client.get("/api/v1/me/todo").json()["items"]
    return [(one["kind"], one["link"], one["count"]) for one in found if "/team/datenstaende" in one["link"]]


def test_the_start_page_says_what_waits_to_be_signed_or_published(client):
    assert told(client) == []
    areas_given(client)
    assert told(client) == [("people_to_release", "/team/datenstaende", 6)]
    with acting(client, somebody("area_staff", LANDSTUHL, account=None)):
        assert told(client) == []
    number = client.post(DRAFTS, json={}).json()["id"]
    assert told(client) == []
    work(client)
    assert told(client) == [("release_draft", f"/team/datenstaende/entwuerfe/{number}", 1)]
    sign(client, client.get(f"{DRAFTS}/{number}").json())
    assert told(client) == []


def test_the_start_page_says_that_a_release_could_not_be_worked_out(client):
    given(client, {"_T._T": 50})
    given(client, {"_T._T": 60}, area=LANDSTUHL)
    draft = drafted(client)
    assert told(client) == [("release_failed", f"/team/datenstaende/entwuerfe/{draft['id']}", 1)]


def women(client):
    found = client.get("/api/v1/indicators/X.1/series").json()["items"]
    return [(one["period"], one["status"], one["value"], one["numerator"], one["denominator"]) for one in found]


def test_the_share_of_women_comes_with_the_counts_and_goes_with_them(client):
    areas_given(client, inner=MANY)
    draft = drafted(client)
    assert [one["indicator"] for one in draft["indicators"]] == ["1.3b", "X.1"]
    sign(client, draft)
    ((period, status, value, numerator, denominator),) = women(client)
    assert (period, status) == ("2025", "value")
    assert value == round(100 * numerator / denominator, 1)
    county = client.get(SERIES.format("1.3b"), params={"by": "gender", "period": "year"}).json()["items"]
    assert {(one["codes"]["gender"], one["value"]) for one in county} >= {("f", numerator), ("_T", denominator)}

    withdraw(client, *released(client, COUNTY, "f._T"))
    assert [one[:3] for one in women(client)] == [("2025", "suppressed", None)]
    sign(client, drafted(client))
    assert [one[:3] for one in women(client)] == [("2025", "suppressed", None)]
