"""Pictures and material of an event: who may put and have them, under which address, and until when."""

import io
import re
import zipfile

import pytest
from sqlmodel import select

from api.events import documents, files, retention
from api.events.file_tables import EventFile
from api.events.tables import Event
from api.kernel.audit import PROFILE, record
from api.kernel.tables import AuditEntry
from tests.conftest import acting, somebody
from tests.events.booked import START, event, filed, sign_up
from tests.events.test_editing import MANAGER, made, patched, url
from tests.events.test_registration import signed_up, token_of
from tests.events.test_structured import structured
from tests.kernel.test_pictures import photo
from tests.staff import de, wrong

API = "/api/v1"
PDF = b"%PDF-1.7\n% Satzung"


@pytest.fixture
def client(start):
    client = start()
    with acting(client, MANAGER):
        yield client


def put(client, found, content=None, alt="Zehn Menschen im Kreis", revision=None):
    revision = revision or client.get(url(found)).json()["revision"]
    return client.put(
        f"{API}/staff/event-pictures/{found['id']}", files={"file": ("x.jpg", content or photo())},
        data={"alt": alt}, headers={"If-Match": f'"{revision}"'},
    )  # fmt: skip


def add(client, found, content=PDF, name="Satzung.pdf", **more):
    return client.post(
        f"{API}/staff/event-materials/{found['id']}", files={"file": (name, content)},
        data={"title": "Mustersatzung", **more},
    )  # fmt: skip


def public(client, found):
    return client.get(f"{API}/events/{found['id']}").json()


def published(client):
    found = made(client)
    assert patched(client, url(found), {"state": "published"}).status_code == 200
    return found


def packed(*names, way=zipfile.ZIP_STORED, **contents):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", way) as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "<x/>"))
    return kept.getvalue()


# ── pictures ──


def test_from_a_photo_to_the_page(client):
    found = published(client)
    answer = put(client, found)
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["revision"]}"'
    shown = public(client, found)["picture"]
    assert (shown["alt"]["text"], shown["width"], shown["height"]) == ("Zehn Menschen im Kreis", 900, 600)
    assert client.get(f"{API}/events?from=2026-12-01").json()["items"][0]["picture"] == shown
    for size in ("small", "large"):
        answer = client.get(shown[size])
        assert answer.content[8:12] == b"WEBP"
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["cache-control"] == "public, max-age=3600, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        tag = answer.headers["etag"]
        assert re.fullmatch(r'"[0-9a-f]{32}-\w+"', tag)
        again = client.get(shown[size], headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.request("HEAD", shown[size]).content == b""
    told = structured(client, found["id"])
    assert told["image"] == [f"http://localhost:8000{shown['large']}", f"http://localhost:8000{shown['small']}"]


def test_another_picture_has_another_address_and_the_old_one_is_gone(client):
    found = published(client)
    put(client, found)
    before = public(client, found)["picture"]
    assert client.get(before["large"]).status_code == 200
    put(client, found, photo(300, 300), alt="Ein Raum")
    after = public(client, found)["picture"]
    assert (after["alt"]["text"], after["small"] != before["small"]) == ("Ein Raum", True)
    assert client.get(before["large"]).status_code == 404
    with client.app.database.reading() as session:
        assert len(session.exec(select(EventFile.id)).all()) == 1


def test_a_picture_needs_its_text_which_is_translated_like_the_others(client):
    found = published(client)
    assert wrong(put(client, found, alt=" ")) == [("/alt", "source_missing")]
    put(client, found)
    texts = [*de("Zehn Menschen im Kreis"), {"lang": "pl", "text": "Dziesięć osób"}]
    assert patched(client, url(found), {"picture_alt": texts}).status_code == 200
    shown = client.get(f"{API}/events/{found['id']}?lang=pl").json()["picture"]["alt"]
    assert (shown["text"], shown["state"]) == ("Dziesięć osób", "reviewed")
    assert wrong(patched(client, url(found), {"picture_alt": None})) == [("/picture_alt", "null_not_allowed")]
    put(client, found, photo(300, 300), alt="Ein Raum")
    shown = client.get(f"{API}/events/{found['id']}?lang=pl").json()["picture"]["alt"]
    assert shown["state"] == "outdated"


def test_who_has_not_read_it_changes_nothing(client):
    found = published(client)
    address = f"{API}/staff/event-pictures/{found['id']}"
    assert put(client, found, revision=99).status_code == 412
    sent = {"files": {"file": ("x.jpg", photo())}, "data": {"alt": "Bild"}}
    assert client.put(address, **sent).status_code == 428
    assert client.delete(address).status_code == 428
    assert public(client, found)["picture"] is None


def test_what_is_no_picture_is_told_and_nothing_changes(client):
    found = published(client)
    assert wrong(put(client, found, PDF)) == [("/file", "not_a_picture")]
    assert public(client, found)["picture"] is None


def test_a_picture_is_taken_away_with_its_text(client):
    found = published(client)
    put(client, found)
    address = public(client, found)["picture"]["small"]
    revision = client.get(url(found)).json()["revision"]
    gone = client.delete(f"{API}/staff/event-pictures/{found['id']}", headers={"If-Match": f'"{revision}"'})
    assert (gone.json()["picture"], gone.json()["picture_alt"]) == (None, [])
    assert client.get(address).status_code == 404
    revision = gone.json()["revision"]
    again = client.delete(f"{API}/staff/event-pictures/{found['id']}", headers={"If-Match": f'"{revision}"'})
    assert again.status_code == 404


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_nobody_but_staff_sees_files_of_what_is_not_public(client, state):
    number = event(client.app.database, state=state)
    digest = filed(client.app.database, number)
    for path in (f"pictures/{digest}/small.webp", f"materials/{digest}", "materials"):
        assert client.get(f"{API}/events/{number}/{path}").status_code == 404
    staff = client.get(f"{API}/staff/event-pictures/{number}/{digest}/small.webp")
    assert (staff.content, staff.headers["cache-control"]) == (b"small", "private, no-store")
    assert client.get(f"{API}/staff/event-materials/{number}/{digest}").content == b"large"


def test_staff_read_a_draft_as_visitors_will(client):
    found = made(client)
    put(client, found)
    address = f"{API}/staff/events/{found['id']}/preview"
    draft = client.get(address, params={"lang": "pl"})
    assert draft.headers["cache-control"] == "private, no-store"
    assert (draft.json()["state"], draft.json()["title"]["state"]) == ("draft", "missing")
    picture = draft.json()["picture"]
    assert client.get(picture["large"]).content[8:12] == b"WEBP"
    assert client.get(f"{API}/events/{found['id']}").status_code == 404
    patched(client, url(found), {"state": "published"})
    same, shown = client.get(address).json(), public(client, found)
    for one in (same, shown):
        del one["picture"]
    assert same == shown
    with acting(client, somebody("area_staff", "073355010")):
        assert client.get(address).status_code == 404
        assert client.get(picture["large"]).status_code == 404


# ── material ──


def test_material_is_saved_and_never_shown(client):
    found = published(client)
    text = "Grüße\n".encode()
    added = add(client, found, text, name='../../böse\r\n"<i>Datei</i>.html', title=" Grüße ", language="pl")
    (one,) = added.json()["materials"]
    assert (one["title"], one["language"], one["media_type"], one["visibility"]) == (
        "Grüße",
        "pl",
        "text/plain",
        "public",
    )
    (shown,) = client.get(f"{API}/events/{found['id']}/materials").json()["items"]
    assert "visibility" not in shown
    answer = client.get(f"{API}/events/{found['id']}/materials/{one['digest']}")
    assert answer.content == text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["etag"] == f'"{one["digest"]}"'
    assert re.fullmatch(
        r"attachment; filename=\"[\w .-]+\.txt\"; filename\*=UTF-8''[\w%.-]+\.txt",
        answer.headers["content-disposition"],
    )


@pytest.mark.parametrize(("content", "kind"), [
    (PDF, "pdf"), (packed("[Content_Types].xml", "word/document.xml"), "docx"),
    (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    (packed("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
    (packed("mimetype", "content.xml", mimetype=documents.ODT), "odt"), ("\ufeffText ü".encode(), "txt"),
])  # fmt: skip
def test_bytes_say_what_a_file_is(client, content, kind):
    found = published(client)
    (one,) = add(client, found, content, name="Ein Name.exe").json()["materials"]
    assert one["name"] == f"Ein Name.{kind}"


@pytest.mark.parametrize(("content", "code"), [
    (b"", "empty"), (b"MZ\x90\0", "unknown_type"), (b"\x7fELF" + bytes(9), "unknown_type"),
    (b"<!doctype html><script>", "unknown_type"), (b"\n <svg/>", "unknown_type"), (b"Gr\xfc\xdfe", "unknown_type"),
    (packed("index.html"), "unknown_type"), (packed("mimetype", mimetype="application/epub+zip"), "unknown_type"),
    (b"PK\x03\x04" + bytes(50), "unknown_type"), (photo(), "unknown_type"),
    (packed("word/document.xml", "word/vbaProject.bin"), "has_macros"),
    (packed("mimetype", "Basic/Standard/Module.xml", mimetype=documents.ODT), "has_macros"),
    (packed("mimetype", "Scripts/python/m.py", mimetype=documents.ODT), "has_macros"),
    (packed("mimetype", "content.xml", mimetype=documents.ODT, way=zipfile.ZIP_BZIP2), "unknown_type"),
    (packed("word/document.xml", *(f"a/{one}" for one in range(5000)), "word/vbaproject.bin"), "too_many_parts"),
    (PDF + bytes(documents.LARGEST), "too_large"),
])  # fmt: skip
def test_what_is_no_document_is_refused(client, content, code):
    found = published(client)
    assert wrong(add(client, found, content, name="Satzung.pdf")) == [("/file", code)]
    assert client.get(url(found)).json()["materials"] == []


def test_what_is_far_too_large_is_not_even_read(client):
    assert add(client, published(client), PDF + bytes(files.LARGEST + 100_000)).status_code == 413


@pytest.mark.parametrize(("name", "kept"), [
    ("Satzung 2026.pdf", "Satzung 2026.pdf"), ("..\\..\\etc\\passwd", "passwd.pdf"), (".htaccess", "htaccess.pdf"),
    ("", "material.pdf"), ("a" * 300, "a" * 80 + ".pdf"), ("عقد.pdf", "عقد.pdf"), ("x\u202egpj.exe", "x gpj.pdf"),
])  # fmt: skip
def test_names_are_safe_on_every_system(name, kept):
    assert documents.safe_name(name, "application/pdf") == kept


def test_the_same_file_again_gets_the_new_words(client):
    found = published(client)
    add(client, found)
    again = add(client, found, title="Satzung, neu", visibility="registered").json()["materials"]
    assert [(one["title"], one["visibility"]) for one in again] == [("Satzung, neu", "registered")]
    assert wrong(add(client, found, title=" ")) == [("/title", "title_missing")]
    assert wrong(add(client, found, language="xx")) == [("/language", "unknown_language")]


def test_an_event_has_ten_files_at_most(client):
    found = published(client)
    for number in range(files.MOST):
        assert add(client, found, f"Text {number}".encode()).status_code == 200
    assert add(client, found, b"One more").status_code == 409
    assert add(client, found, b"Text 3", title="Neu").status_code == 200


def test_what_is_for_the_registered_needs_a_seat(client):
    found = published(client)
    patched(client, url(found), {"capacity": 1, "waiting_limit": 5})
    (one,) = add(client, found, visibility="registered").json()["materials"]
    add(client, found, b"For everybody", title="Alle")
    first, second = signed_up(client, found["id"]), signed_up(client, found["id"], number=2)
    assert (first["state"], second["state"]) == ("confirmed", "waiting")
    assert [row["title"] for row in client.get(f"{API}/events/{found['id']}/materials").json()["items"]] == ["Alle"]
    assert client.get(f"{API}/events/{found['id']}/materials/{one['digest']}").status_code == 404
    own, address = f"{API}/registration/materials", f"{API}/registration/materials/{one['digest']}"
    seen = client.get(own, headers=token_of(first))
    assert [row["title"] for row in seen.json()["items"]] == ["Alle", "Mustersatzung"]
    answer = client.get(address, headers=token_of(first))
    assert (answer.content, answer.headers["cache-control"]) == (PDF, "private, no-store")
    assert client.get(own, headers=token_of(second)).json()["items"] == []
    assert client.get(address, headers=token_of(second)).status_code == 404
    assert client.get(address, headers={"Registration-Secret": "x" * 60}).status_code == 404
    assert client.get(address).status_code == 422
    for state in ("cancelled", "archived"):
        assert patched(client, url(found), {"state": state}).status_code == 200
    assert client.get(address, headers=token_of(first)).status_code == 404


def test_the_registration_of_one_event_opens_no_file_of_another(client):
    one, other = published(client), published(client)
    (file,) = add(client, one, visibility="registered").json()["materials"]
    token = token_of(signed_up(client, other["id"]))
    assert client.get(f"{API}/registration/materials/{file['digest']}", headers=token).status_code == 404


def test_a_file_is_taken_away(client):
    found = published(client)
    (one,) = add(client, found).json()["materials"]
    address = f"{API}/staff/event-materials/{found['id']}/{one['digest']}"
    assert client.delete(address).json()["materials"] == []
    assert client.delete(address).status_code == 404
    assert client.get(f"{API}/events/{found['id']}/materials/{one['digest']}").status_code == 404


# ── whose, how long, and what is noted ──


def test_only_who_may_change_the_event_puts_files(client):
    found = published(client)
    for actor in (somebody("admin"), somebody("area_staff", "073355010"), somebody("evaluator")):
        with acting(client, actor):
            assert put(client, found, revision=2).status_code in {403, 404}
            assert add(client, found).status_code in {403, 404}
    with client.app.database.reading() as session:
        assert session.exec(select(EventFile.id)).all() == []


def test_the_trail_names_fields_and_no_bytes(client):
    found = published(client)
    put(client, found)
    add(client, found)
    with client.app.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.object_type == "event_file")).all()
        assert [row.action for row in rows] == ["create", "create"]
        assert all("Kreis" not in str(row.model_dump()) and "PDF" not in str(row.model_dump()) for row in rows)


def test_files_of_an_archived_event_go_when_its_people_are_forgotten(client, clock):
    database = client.app.database
    kept, gone = event(database, state="held"), event(database, state="archived", retention_days=10)
    for number in (kept, gone):
        filed(database, number)
    sign_up(database, event(database), 1)
    clock.moment = START.replace(day=15, hour=19)
    with database.reading() as session:
        assert retention.due(session) == []
    clock.moment = START.replace(day=15, hour=20)
    with database.reading() as session:
        assert retention.due(session) == [retention.Due(gone, 0, 0, 0, 2)]
    for _ in range(2):
        with database.writing() as session:
            retention.forget(session)
    with database.reading() as session:
        assert set(session.exec(select(EventFile.event)).all()) == {kept}


def test_files_go_with_their_event(client):
    number = event(client.app.database)
    filed(client.app.database, number)
    with client.app.database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM event_seats")
        record(session, PROFILE, "delete", session.get(Event, number))
    with client.app.database.reading() as session:
        assert session.exec(select(EventFile.id)).all() == []
