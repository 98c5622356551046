"""A file with values in the browser: faults, mended, drafts, and the same file once more."""

import csv

import pytest

from tests.e2e.conftest import opened, sign_in
from tests.e2e.test_staff_outreach import posted, read

HEAD = "Quelle;Indikator;Gebiet;Zeitraum;Wert\n"  # a source of its own: the demo county has values
FAULTY = HEAD + "Probe;1.3a;Atlantis;2026-Q3;4\nProbe;1.3a;07335;2026-Q3;viele\nProbe;1.3a;07335;2026-Q2;3\n"
MENDED = HEAD + "Probe;1.3a;07335;2026-Q3;4\nProbe;1.3a;07335;2026-Q2;3\n"


@pytest.fixture
def screen(page, site):
    """The screen, opened by a demo project manager; the browser's day is the server's."""
    sign_in(page, site, "project_manager")
    opened(page, f"{site}/team/import")
    return page


def choose(page, text, name="werte.csv"):
    page.get_by_label("Datei", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_text(f"Gewählt: {name}").wait_for()


def rows(page, caption):
    table = page.get_by_role("table", name=caption)
    table.wait_for()
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


def test_from_a_faulty_file_to_drafts(screen, site, axe):
    choose(screen, FAULTY)
    found = rows(screen, "Fehler in der Datei")
    assert [one[:3] for one in found] == [["2", "Gebiet", "Atlantis"], ["3", "Wert", "viele"]]
    assert "Das ist keine Zahl." in found[1][3]
    assert screen.get_by_role("button", name="Als Entwurf übernehmen").count() == 0
    assert axe() == []
    screen.get_by_label("Nur zeigen").select_option(label=found[1][3])
    assert [one[0] for one in rows(screen, "Fehler in der Datei")] == ["3"]
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Liste herunterladen (CSV)").click()
    assert download.value.suggested_filename == "Fehler in werte.csv"
    told = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [row[:3] for row in csv.reader(told, delimiter=";")] == [
        ["Zeile", "Spalte", "Da steht"],
        ["3", "Wert", "viele"],
    ]

    choose(screen, MENDED)
    changes = rows(screen, "Was sich ändert")
    assert [(one[1], one[3], one[4], one[6]) for one in changes] == [
        ("1.3a", "2026-Q3", "zusammen", "4"),
        ("1.3a", "2026-Q2", "zusammen", "3"),
    ]
    assert axe() == []
    screen.get_by_role("button", name="Als Entwurf übernehmen (2)").click()
    screen.get_by_role("heading", name="Als Entwurf übernommen: 2").wait_for()
    links = screen.locator("main").get_by_role("link", name="2026-Q")
    assert links.count() == 2
    assert axe() == []
    number = links.first.get_attribute("href").rsplit("/", 1)[1]
    sheet = read(screen, site, f"/observations/{number}")
    assert (sheet["state"], [one["numerator"] for one in sheet["working"]]) == ("draft", [3])

    choose(screen, MENDED)
    screen.get_by_text("Diese Datei wurde schon eingelesen.").wait_for()
    assert screen.get_by_role("button", name="Als Entwurf übernehmen").count() == 0


def test_what_was_chosen_survives_an_error(screen):
    screen.route("**/api/v1/staff/import-previews", lambda route: route.abort())
    choose(screen, MENDED.replace("Q3", "Q1"))
    screen.get_by_role("alert").filter(has_text="Keine Verbindung").wait_for()
    screen.unroute("**/api/v1/staff/import-previews")
    screen.get_by_role("button", name="Noch einmal ansehen").click()
    assert "2026-Q1" in rows(screen, "Was sich ändert")[0]


def test_a_file_that_cannot_be_read_says_so(screen):
    choose(screen, HEAD + 'Probe;1.3a;07335;2026-Q3;"4\n', "kaputt.csv")
    screen.get_by_role("alert").filter(has_text="Zeile 2: Ein Anführungszeichen ist nicht geschlossen.").wait_for()


def test_somebody_faster_is_seen_before_anything_is_stored(screen, site):
    choose(screen, HEAD + "Probe;1.3a;07335;2025-Q1;7\n")
    assert rows(screen, "Was sich ändert")[0][6] == "7"
    cells = [{"dims": "_T", "status": "value", "numerator": 9}]
    about = {"indicator": "1.3a", "area": "07335", "period": "2025-Q1", "source": "Probe"}
    theirs = posted(screen, site, "/observations", cells=cells, **about)
    screen.get_by_role("button", name="Als Entwurf übernehmen (1)").click()
    screen.get_by_role("alert").filter(has_text="Jemand anderes hat inzwischen etwas davon gespeichert.").wait_for()
    assert "9" in rows(screen, "Was sich ändert")[0][5]
    assert [one["numerator"] for one in read(screen, site, f"/observations/{theirs['id']}")["working"]] == [9]
    screen.get_by_role("button", name="Als Entwurf übernehmen (1)").click()
    screen.get_by_role("heading", name="Als Entwurf übernommen: 1").wait_for()
    assert [one["numerator"] for one in read(screen, site, f"/observations/{theirs['id']}")["working"]] == [7]
