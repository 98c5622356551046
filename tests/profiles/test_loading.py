import datetime as dt
import shutil
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from api import profiles
from api.indicators.tables import Benchmark
from api.kernel.audit import PROFILE, record
from api.kernel.db import Database
from api.kernel.tables import AuditEntry, Installation, RoomRevision
from api.settings import Settings
from tests.indicators.released import cell, release

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def database(bases, backend, clock):
    made = Database(Settings(DATABASE_URL=bases.migrated(backend)).database, clock=clock)
    yield made
    made.close()


def load(database, profile, *, apply=True, demo=False, today=TODAY):
    return profiles.load(database, str(profile), apply=apply, demo=demo, today=today)


def moved(differences):
    return {
        one.table: (one.new, one.changed, one.removed) for one in differences if one.new or one.changed or one.removed
    }


def installed(database):
    with database.reading() as session:
        rows = session.exec(select(Installation).where(col(Installation.key) != "loaded")).all()
        return {row.key: row.value for row in rows}


def entries(database):
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(AuditEntry)).one()


def test_loading_twice_changes_nothing(database):
    first = load(database, "kaiserslautern")
    before, trail = database.revisions(), entries(database)

    second = load(database, "kaiserslautern")

    assert {"area", "measure", "indicator", "organisation"} <= moved(first).keys()
    assert moved(second) == {}
    assert database.revisions() == before
    assert entries(database) == trail


def baseline(session):
    row = Benchmark(
        indicator="A.1", kind="baseline", area="99001", day=TODAY, numerator=1, source="Vereinsregister"
    )  # fmt: skip
    record(session, PROFILE, "create", row)


def published(session):
    """A cell nobody entered: it was worked out."""
    release(session, "I", 1, TODAY)
    cell(session, "A.1", "2025", 1, since=1, area="99001")


@pytest.mark.parametrize("used", [baseline, published])
def test_an_indicator_that_is_used_stays_though_the_profile_drops_it(database, folder, used):
    load(database, folder)
    with database.writing() as session:
        used(session)
    folder.edit("programme.yaml", '{code: "A.1",', '{code: "A.2",')

    found = {one.table: one for one in load(database, folder)}["indicator"]

    assert (found.new, found.removed) == (["A.2"], [])


def test_differences_are_shown_before_anything_is_written(database, folder):
    load(database, folder)
    folder.edit("programme.yaml", "Turnverein Musterdorf", "Turnverein 1900 Musterdorf")
    folder.edit("programme.yaml", 'areas: ["99001002"]', 'key: turnverein-musterdorf, areas: ["99001001"]')
    folder.edit("areas.csv", "4000,4100", "4000,4101")
    before = database.revisions()

    shown = load(database, folder, apply=False)

    assert moved(shown) == {
        "population_figure": ([], {"99001001/2024-12-31": ["total"]}, []),
        "organisation": ([], {"turnverein-musterdorf": ["name", "sort", "search"]}, []),
        "organisation_area": (["turnverein-musterdorf/99001001"], {}, ["turnverein-musterdorf/99001002"]),
    }
    assert database.revisions() == before
    assert moved(load(database, folder)) == moved(shown)
    assert moved(load(database, folder, apply=False)) == {}


def test_a_changed_profile_raises_only_the_rooms_it_changed(database, folder):
    load(database, folder)
    before = database.revisions()
    folder.edit("areas.csv", "4000,4100", "4000,4101")

    load(database, folder)

    assert {room for room, revision in database.revisions().items() if revision != before[room]} == {"places"}


def test_a_moved_membership_leaves_no_second_one(database, folder):
    rows = "ags,name,official_name,kind,vg_key,valid_from,valid_to\n99001,Muster,Landkreis Muster,Landkreis,,,\n"
    vg = "990010001,A,Verbandsgemeinde A,Verbandsgemeinde,990010001,{since},\n"
    town = "99001001,S,S,Stadt,,,{until}\n99001001,S,S,Stadt,990010001,{since},\n"
    town += "99001002,D,D,Gemeinde,,,\n99001003,U,U,Gemeinde,,,\n"
    for since, until in (("2020-01-01", "2019-12-31"), ("2021-01-01", "2020-12-31")):
        folder.write("areas.csv", rows + vg.format(since=since) + town.format(since=since, until=until))
        last = load(database, folder)

    assert moved(last)["area_membership"] == (
        ["99001001/2021-01-01", "990010001/2021-01-01"],
        {"99001001/0001-01-01": ["valid_to"]},
        ["99001001/2020-01-01", "990010001/2020-01-01"],
    )


def test_what_staff_changed_is_left_to_them(database, folder):
    from api.kernel.audit import record  # noqa: PLC0415
    from api.kernel.permission import Actor  # noqa: PLC0415
    from api.places.tables import Organisation  # noqa: PLC0415

    load(database, folder)
    with database.writing() as session:
        club = session.get(Organisation, "turnverein-musterdorf")
        club.phone, club.barrier_free, club.name = "+49 1 2345", "yes", "Anders"
        record(session, Actor("account:1"), "change", club)

    found = load(database, folder)
    assert moved(found) == {}
    assert {one.table: one.edited for one in found if one.edited} == {
        "organisation": {"turnverein-musterdorf": ["name"]}
    }
    with database.reading() as session:
        club = session.get(Organisation, "turnverein-musterdorf")
        assert (club.name, club.phone, club.barrier_free) == ("Anders", "+49 1 2345", "yes")


DEMO = "organisations: [{name: Musterclub, kind: club}]"


def test_it_is_noted_what_was_loaded(database, folder):
    load(database, folder.write("demo.yaml", DEMO), demo=True)

    assert installed(database) == {"profile": "musterkreis", "demo": "2026-11-22"}


def test_a_rehearsal_notes_nothing(database, folder):
    load(database, folder, apply=False)

    assert installed(database) == {}


def test_real_data_never_get_demo_data(database, folder):
    load(database, folder.write("demo.yaml", DEMO))

    assert moved(load(database, folder, demo=True)) == {}
    assert installed(database) == {"profile": "musterkreis"}


def test_demo_data_stay_labelled(database, folder):
    load(database, folder.write("demo.yaml", DEMO), demo=True)
    folder.edit("demo.yaml", "Musterclub", "Musterverein")

    again = load(database, folder, demo=False, today=dt.date(2027, 1, 1))

    assert moved(again)["organisation"][0] == ["musterverein"]
    assert installed(database)["demo"] == "2027-01-01"


def test_another_profile_needs_another_database(database, folder):
    load(database, folder)

    with pytest.raises(profiles.ProfileBroken, match="This database holds the profile musterkreis"):
        load(database, "kaiserslautern")


def test_a_broken_profile_leaves_nothing_behind(database, folder):
    folder.edit("programme.yaml", "  names:", "  translations: required\n  names:")

    with pytest.raises(profiles.ProfileBroken) as broken:
        load(database, folder)

    assert "texts/fr.yaml: Vereine öffnen: This text has no translation." in str(broken.value)
    assert installed(database) == {}
    with database.reading() as session:
        assert session.exec(select(RoomRevision)).all() == []


def test_languages_of_the_profiles(folder):
    ours = profiles.languages("kaiserslautern")

    assert ours.codes == ("de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple")
    assert ours.names["ar"] == "العربية"
    assert (ours.direction("ar"), ours.direction("uk")) == ("rtl", "ltr")
    assert (ours.tag("de-simple"), ours.negotiated("de-simple, fr")) == ("de", "de")
    assert profiles.languages(str(folder)).codes == ("de", "fr")


def test_texts_come_with_their_translations(other_county):
    said = other_county.get("/api/v1/goals?lang=fr").json()["items"][0]["title"]

    assert said == {"text": "Vivre ensemble", "lang": "fr", "state": "reviewed"}
    measure = other_county.get("/api/v1/measures/1?lang=fr").json()
    assert measure["friendly_title"]["state"] == "machine"
    assert measure["title"] == {"text": "Vereine ansprechen", "lang": "de", "state": "missing"}
    assert other_county.get("/api/v1/measures/1?lang=pl").status_code == 422


def test_nothing_of_kaiserslautern_is_in_another_county(other_county):
    for path in ("county", "areas", "areas.geojson", "organisations", "goals", "measures", "timeline", "indicators"):
        answer = other_county.get(f"/api/v1/{path}")
        assert answer.status_code == 200, answer.text
        assert "07335" not in answer.text
        assert "aiserslautern" not in answer.text


def test_what_is_loaded_need_not_be_loaded_again(database, tmp_path):
    """Another file of the profile, or a new quarter in a demo, is noticed; the same day twice is not."""
    folder = tmp_path / "musterkreis"
    shutil.copytree(Path(__file__).parents[1] / "fixtures" / "musterkreis", folder)
    assert not profiles.is_loaded(database, str(folder), today=TODAY)
    load(database, folder, demo=True)
    assert profiles.is_loaded(database, str(folder), today=TODAY)
    assert not profiles.is_loaded(database, str(folder), today=TODAY + dt.timedelta(days=92))
    with (folder / "programme.yaml").open("a") as file:
        file.write("# a word\n")
    assert not profiles.is_loaded(database, str(folder), today=TODAY)
