"""Staff give a draft a picture and material and look at it as visitors will; then visitors do."""

import pytest

from tests.e2e.conftest import opened
from tests.e2e.test_staff_events import confirmed
from tests.kernel.test_pictures import photo

ALT = "Zehn Menschen sitzen im Kreis"
PDF = b"%PDF-1.7\n% Satzung"


def shown(page):
    """How wide the picture of the page really is, once it has come."""
    picture = page.locator("main img").first
    picture.wait_for()
    page.wait_for_function("() => document.querySelector('main img').complete")
    return picture.evaluate("image => image.naturalWidth")


def draft(page):
    """Make a draft; return its number."""
    page.get_by_role("button", name="Neue Veranstaltung").click()
    page.get_by_label("Titel (Pflichtangabe)").fill("Satzung lesen")
    page.get_by_label("Beginn").fill("2026-12-04T18:00")
    page.get_by_label("Ende").fill("2026-12-04T20:00")
    page.get_by_role("button", name="Als Entwurf anlegen").click()
    page.get_by_role("heading", level=1, name="Satzung lesen").wait_for()
    return page.url.rpartition("/")[2]


def give_picture(page, axe):
    page.get_by_role("button", name="Bild hochladen").click()
    send = page.get_by_role("dialog").get_by_role("button", name="Bild hochladen")
    page.get_by_label("Datei").set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": PDF})
    page.get_by_label("Was ist auf dem Bild zu sehen?").fill(ALT)
    send.click()
    page.get_by_role("dialog").get_by_text("Das ist kein Bild").first.wait_for()
    assert axe() == []
    page.get_by_label("Datei").set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": photo(1200, 800)})
    send.click()
    page.get_by_role("dialog").wait_for(state="detached")


def give_material(page, axe):
    page.get_by_role("button", name="Datei hinzufügen").click()
    page.get_by_label("Datei (Pflichtangabe)").set_input_files(
        {"name": "satzung.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_label("Titel (Pflichtangabe)").last.fill("Mustersatzung")
    assert axe() == []
    page.get_by_role("dialog").get_by_role("button", name="Datei hinzufügen").click()
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("link", name="Mustersatzung").wait_for()


@pytest.mark.parametrize("language", ["ar"])
def test_from_a_photo_to_the_page(page, site, desk, axe, language):
    desk("/team/veranstaltungen")
    number = draft(page)
    give_picture(page, axe)
    assert shown(page) == 640
    give_material(page, axe)
    opened(page, f"{site}/team/veranstaltungen/{number}/vorschau")
    page.get_by_text("Diese Seite sieht nur das Team").wait_for()
    assert shown(page) > 0
    assert axe() == []
    assert page.request.get(f"{site}/api/v1/events/{number}").status == 404
    opened(page, f"{site}/team/veranstaltungen/{number}")
    confirmed(page, "Veröffentlichen")
    opened(page, f"{site}/{language}/veranstaltungen/{number}")
    assert shown(page) > 0
    assert page.locator("main img").first.get_attribute("alt") == ALT
    with page.expect_download() as saving:
        page.get_by_role("link", name="Mustersatzung").click()
    assert saving.value.suggested_filename == "satzung.pdf"
    assert axe() == []
