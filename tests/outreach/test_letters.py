"""Letters to many: templates, the Word file, and what the contact logs say afterwards."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from api.outreach import mailmerge
from api.outreach.mailmerge import PLACEHOLDERS, Head, Recipient
from tests.conftest import NOON
from tests.outreach.conftest import HOME, SPORT, actor, issues
from tests.statements import statements

BODY = "{salutation},\n\nwir laden {organisation} ein:\n{measure}\n\nStand: {today}, {promised}"
LETTER = {"name": "Einladung", "subject": "Willkommen bei {organisation}", "body": BODY}
FIRST = "Interkulturelle Öffnung und Ausrichtung von Vereinen"
HEAD = Head("Kreisverwaltung Musterkreis", ["Musterstraße 1", "99999 Musterstadt"], "Musterstadt", "Die Landrätin")


@pytest.fixture
def letter(desk):
    return desk.post("/letters", LETTER)


def paragraphs(content):
    return [one.text for one in Document(io.BytesIO(content)).paragraphs]


def written(desk, letter, *rows, query="", status=200, **headers):
    numbers = [row["id"] for row in rows]
    return desk.post(f"/letters/{letter['id']}/documents{query}", {"outreach": numbers}, status, **headers)


def log(desk, row):
    return [(one["day"], one["kind"], one["note"]) for one in desk.get(f"/outreach/{row['id']}")["log"]]


def test_templates_are_made_changed_and_removed(desk, letter):
    assert letter["placeholders"] == [*PLACEHOLDERS]
    changed = desk.patch(f"/letters/{letter['id']}", {"subject": "Machen Sie mit"}, 1)
    assert (changed["subject"], changed["body"], changed["revision"]) == ("Machen Sie mit", BODY, 2)
    assert desk.get("/letters")["items"] == [changed]
    desk.patch(f"/letters/{letter['id']}", {"subject": "Anders"}, 1, 412)
    assert desk.request("PATCH", f"/letters/{letter['id']}", json={"subject": "x"}).status_code == 428
    desk.post("/letters", LETTER, 409)
    desk.delete(f"/letters/{letter['id']}", 2)
    desk.get(f"/letters/{letter['id']}", 404)


@pytest.mark.parametrize("bad", ["{vorname}", "{ organisation }", "{}", "{organisation.__class__}", "{ORGANISATION}"])
def test_a_placeholder_nobody_knows_is_refused_with_those_there_are(desk, letter, bad):
    refused = desk.post("/letters", {**LETTER, "name": "Neu", "body": f"Hallo {bad}, {{today}} {bad}"}, 422)

    assert issues(refused) == [("/body", "unknown_placeholder")]
    assert "{salutation}" in refused["errors"][0]["hint"]
    assert bad not in refused["errors"][0]["hint"].replace("{organisation}", "")
    desk.patch(f"/letters/{letter['id']}", {"subject": bad}, 1, 422)
    assert len(desk.get("/letters")["items"]) == 1


def test_one_letter_per_row_in_the_order_asked_for(desk, letter):
    music, home = desk.win(promised="Zwei Leihinstrumente"), desk.win(HOME)
    answer = written(desk, letter, home, music)
    text = paragraphs(answer.content)

    assert answer.headers["content-type"] == mailmerge.MEDIA_TYPE
    assert answer.headers["content-disposition"] == f'attachment; filename="letters-{letter["id"]}.docx"'
    assert text == [
        "Kreisverwaltung Kaiserslautern",
        "Musterverein für Heimat und Kultur Landstuhl\nErika Mustermann\nMusterstraße 1\n66849 Landstuhl",
        "22. November 2026",
        "Willkommen bei Musterverein für Heimat und Kultur Landstuhl",
        "Guten Tag Erika Mustermann,",
        f"wir laden Musterverein für Heimat und Kultur Landstuhl ein:\n{FIRST}",
        "Stand: 22. November 2026,",
        "Kreisverwaltung Kaiserslautern",
        "Musikverein Beispielklang Weilerbach\nWeilerbach",
        "22. November 2026",
        "Willkommen bei Musikverein Beispielklang Weilerbach",
        "Sehr geehrte Damen und Herren,",
        f"wir laden Musikverein Beispielklang Weilerbach ein:\n{FIRST}",
        "Stand: 22. November 2026, Zwei Leihinstrumente",
    ]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        xml = parts.read("word/document.xml").decode()
    assert xml.count('w:type="page"') == 1


def test_the_letter_stands_in_each_contact_log(desk, letter):
    first, second, third = desk.win(), desk.win(HOME), desk.win(SPORT)
    written(desk, letter, first, second)

    assert log(desk, first) == log(desk, second) == [("2026-11-22", "letter", "Einladung")]
    assert log(desk, third) == []
    assert desk.get(f"/outreach/{first['id']}")["last_contact_on"] == "2026-11-22"


def test_a_preview_leaves_nothing_behind(desk, letter):
    row = desk.win()
    seen = written(desk, letter, row, query="?preview=true").content
    assert log(desk, row) == []
    assert written(desk, letter, row).content == seen  # the control: the same letter, now for real
    assert len(log(desk, row)) == 1


def test_a_retried_request_notes_once(desk, letter):
    row = desk.win()
    for _ in range(2):
        written(desk, letter, row, **{"Idempotency-Key": "the-letters-of-monday"})
    assert len(log(desk, row)) == 1
    written(desk, letter, row)
    assert len(log(desk, row)) == 2


def test_when_one_cannot_be_written_none_is_noted(desk, letter):
    row = desk.win()
    refused = written(desk, letter, row, {"id": 4711}, row, status=422)
    assert issues(refused) == [("/outreach/1", "unknown_outreach"), ("/outreach/2", "given_twice")]
    assert log(desk, row) == []
    desk.post("/letters/4711/documents", {"outreach": [row["id"]]}, 404)
    desk.post(f"/letters/{letter['id']}/documents", {"outreach": []}, 422)
    desk.post(f"/letters/{letter['id']}/documents", {"outreach": [row["id"]] * 201}, 422)


def test_without_the_permission_for_contacts_nobody_is_named(desk, letter):
    row = desk.win(HOME)
    with desk.as_(actor(desk.erika, scopes=frozenset({"outreach.edit", "outreach.read"}))):
        text = "\n".join(paragraphs(written(desk, letter, row).content))
    assert "Sehr geehrte Damen und Herren" in text
    assert "Erika Mustermann" not in text


def test_many_letters_take_as_many_statements_as_few(desk, letter):
    rows = [desk.win(measure=number)["id"] for number in range(1, 12)]

    def needed(numbers):
        with statements(desk.database.engine) as seen:
            desk.post(f"/letters/{letter['id']}/documents?preview=true", {"outreach": numbers}, 200)
        return len(seen)

    assert needed(rows) == needed(rows[:2])


def made(recipients, subject="Betreff", body="{salutation}"):
    return mailmerge.document(subject, body, HEAD, recipients, NOON.date())


def test_the_same_letters_are_the_same_bytes():
    one = Recipient(["Verein"], None, {"organisation": "Verein"})
    assert made([one]) == made([one])
    assert made([one]) != made([one, one])


def test_a_letter_carries_its_sender_language_and_title():
    content = made([Recipient(["Verein"], "Erika Mustermann", {})])
    document = Document(io.BytesIO(content))

    assert document.core_properties.title == "Betreff"
    assert (document.core_properties.author, document.core_properties.language) == (HEAD.name, "de-DE")
    assert paragraphs(content) == [
        "Kreisverwaltung Musterkreis · Musterstraße 1 · 99999 Musterstadt",
        "Verein",
        "Musterstadt, 22. November 2026",
        "Betreff",
        "Guten Tag Erika Mustermann",
        "Die Landrätin",
    ]
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)
    assert 'w:val="de-DE"' in zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()


def test_a_value_is_never_read_as_a_placeholder():
    content = made([Recipient(["x"], None, {"organisation": "{promised}", "promised": "canary4711"})], "{organisation}")
    assert "{promised}" in paragraphs(content)
    assert "canary4711" not in "".join(paragraphs(content))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_name_holds_the_file_can_be_opened(name, note):
    content = made([Recipient([name], name or None, {"organisation": name})], "{organisation}", f"x {note} {{contact}}")
    assert paragraphs(content)[0].startswith("Kreisverwaltung")


@given(st.dates())
def test_a_german_date(day):
    number, month, year = mailmerge.german(day).split(" ")
    assert (number, int(year)) == (f"{day.day}.", day.year)
    assert month.lower()[:3] in {"jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"}
    assert mailmerge.german(day.replace(month=3, day=1)).startswith("1. März ")
