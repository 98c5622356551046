"""Staff make an event, give it dates and seats, and publish it; visitors see it at once."""

from tests.e2e.conftest import opened


def confirmed(page, name):
    """Press a button that asks once more, twice."""
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").wait_for(state="detached")


def add_fridays(page, axe):
    """Add the Fridays before Christmas; the one on the 25th is left out."""
    page.get_by_role("button", name="Mehrere Termine").click()
    page.get_by_label("Beginn des ersten Termins").fill("2026-12-11T18:00")
    page.get_by_label("Ende (Pflichtangabe)").fill("2026-12-11T20:00")
    page.get_by_label("Bis einschließlich").fill("2026-12-31")
    page.get_by_role("button", name="Termine zeigen").click()
    page.get_by_text("entfällt: Erster Weihnachtstag").wait_for()
    assert axe() == []
    page.get_by_role("button", name="2 Termine eintragen").click()
    page.get_by_role("dialog").wait_for(state="detached")


def test_from_the_list_to_a_published_event_with_dates_and_seats(page, site, desk, axe):
    desk("/team/veranstaltungen")
    assert axe() == []
    page.get_by_role("button", name="Neue Veranstaltung").click()
    page.get_by_label("Titel (Pflichtangabe)").fill("Satzung schreiben")
    page.get_by_label("Beginn").fill("2026-12-04T18:00")
    page.get_by_label("Ende").fill("2026-12-04T20:00")
    page.get_by_label("Plätze").fill("12")
    assert axe() == []
    page.get_by_role("button", name="Als Entwurf anlegen").click()
    page.get_by_role("heading", level=1, name="Satzung schreiben").wait_for()
    add_fridays(page, axe)
    page.get_by_label("Haus und Raum").fill("Muster-Bürgerhaus")
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    page.locator(".toast", has_text="Gespeichert.").first.wait_for()
    confirmed(page, "Veröffentlichen")
    page.locator(".event-state-published").wait_for()
    assert axe() == []
    number = page.url.rpartition("/")[2]
    opened(page, f"{site}/de/veranstaltungen/{number}")
    text = page.locator("main").inner_text()
    assert "Satzung schreiben" in text
    assert "Muster-Bürgerhaus" in text
    assert "18. Dezember 2026" in text
