"""An event is found by its title in the language somebody reads, whoever wrote the title."""

import pytest
from sqlalchemy import text

from api.kernel import migration
from api.kernel.db import Database
from api.settings import Settings
from tests.conftest import acting, somebody
from tests.events.booked import event
from tests.events.test_editing import MANAGER, made, url
from tests.events.test_importing import FILE, imported
from tests.staff import patched

EVENTS = "/api/v1/events"
POLISH = {"lang": "pl", "text": "Jak założyć stowarzyszenie"}


@pytest.fixture
def client(start):
    with acting(start(), MANAGER) as one:
        yield one


def found(client, q, **query):
    answer = client.get(EVENTS, params={"q": q, "lang": "pl", "from": "2026-01-01", **query})
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


def translated(client, number, words, lang="pl"):
    """Write one title among the translations."""
    revision = client.get(f"/api/v1/staff/events/{number}").json()["revision"]
    wish = {"object_type": "event", "object_key": str(number), "field": "title", "lang": lang, "text": words}
    answer = client.put("/api/v1/staff/translations", json=wish, headers={"If-Match": f'"{revision}"'})
    assert answer.status_code == 200, answer.text


def test_the_title_staff_write_is_found_in_each_language(client):
    one = made(client)
    patched(client, url(one), {"state": "published", "title": [POLISH, {"lang": "ar", "text": "تأسيس جمعية"}]})
    for words in ("Vereinsgründung", "gruendung", "STOWARZYSZENIE", "załozyc", "zalozyc", "جمعية"):
        assert found(client, words) == [one["id"]], words
    assert found(client, "szkoła") == []
    patched(client, url(one), {"title": [{"lang": "de", "text": "Verein"}, {"lang": "pl", "text": ""}]})
    assert (found(client, "Verein"), found(client, "gründung"), found(client, "stowarzyszenie")) == (
        [one["id"]],
        [],
        [],
    )


def test_a_title_written_among_the_translations_is_found_and_gone_when_it_is(client):
    number = event(client.app.database)
    translated(client, number, POLISH["text"])
    assert found(client, "stowarzyszenie") == found(client, "vereinsgr") == [number]
    translated(client, number, "")
    assert (found(client, "stowarzyszenie"), found(client, "vereinsgr")) == ([], [number])


def test_turkish_words_are_found_as_they_are_written_large_or_small(client):
    one = made(client, title=[{"lang": "de", "text": "Işık ve Isparta, DİYARBAKIR"}])["id"]
    patched(client, f"/api/v1/staff/events/{one}", {"state": "published"})
    for q in ("ışık", "isik", "ısparta", "Isparta", "diyarbakır", "  diyarbakir "):
        assert found(client, q) == [one], q


def test_an_import_keeps_the_translation_findable(client):
    imported(client)
    (sewing,) = found(client, "nähen")
    translated(client, sewing, "Szycie")
    imported(client, FILE.replace("Nähen", "Nähkurs"))
    assert found(client, "szycie") == found(client, "naehkurs") == [sewing]
    assert found(client, "nähen") == []


def test_the_demo_is_found_by_what_visitors_read(demo):
    listed = demo.get(EVENTS, params={"lang": "tr", "limit": 200}).json()["items"]
    assert {one["title"]["lang"] for one in listed} == {"tr"}
    for one in listed:
        assert one["id"] in found(demo, one["title"]["text"][:100])


def test_titles_that_were_there_before_are_found(bases, backend):
    """What the software before kept: the German title alone."""
    database = Database(Settings(DATABASE_URL=bases.copy(backend)).database)
    number = event(database, title={"de": {"text": "Über Bäche"}, "pl": {"text": "Łąka"}})
    migration.downgrade(database, "0016")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE event SET search = 'uber bache'"))
    migration.upgrade(database)
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT id, search FROM event")).all()
    assert [tuple(row) for row in rows] == [(number, "uber bache łaka laka ueber baeche łaka laka")]
    database.close()


def test_staff_find_it_as_well(client):
    number = event(client.app.database, state="draft", title={"de": {"text": "Kurs"}, "pl": {"text": "Szkolenie"}})
    with acting(client, somebody("project_manager")):
        items = client.get("/api/v1/staff/events", params={"q": "szkolenie"}).json()["items"]
    assert [one["id"] for one in items] == [number]
