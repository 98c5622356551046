"""People of an event: entered while they phone, and checked in at the door, also while the network is away."""

import json

API = "/api/v1/staff/events"


def training(page, site):
    """The number of the demo's training on founding a club: seats are free."""
    found = page.request.get(f"{site}/api/v1/events?topic=vereinsgruendung").json()["items"]
    return found[0]["id"]


def narrow(page):
    page.set_viewport_size({"width": 390, "height": 844})
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_somebody_who_phones_is_entered_with_a_name_and_enter(page, site, desk, axe):
    number = training(page, site)
    desk(f"/team/veranstaltungen/{number}")
    page.get_by_role("link", name="Teilnehmende").click()
    page.get_by_label("Name (Pflichtangabe)").fill("Am Telefon")
    assert axe() == []
    page.keyboard.press("Enter")
    page.locator(".toast", has_text="Am Telefon: Platz zugesagt.").wait_for()
    assert page.evaluate("document.activeElement.name") == "name", "the next one can be typed at once"
    page.get_by_role("row", name="Am Telefon").get_by_text("(von uns eingetragen)").wait_for()
    page.get_by_label("Name (Pflichtangabe)").fill("am telefon")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("Diese Person ist schon angemeldet.").wait_for()
    assert page.get_by_label("Name (Pflichtangabe)").input_value() == "am telefon"
    assert axe() == []
    assert narrow(page) <= 0


def test_marks_made_without_a_network_arrive_when_it_is_back(page, site, desk, axe):
    number = training(page, site)
    desk(f"/team/veranstaltungen/{number}/check-in")
    door = page.request.get(f"{site}{API}/{number}/attendance").json()
    first, second = (one["name"] for one in door["guests"][:2])

    def there():
        guests = page.request.get(f"{site}{API}/{number}/attendance").json()["guests"]
        return [one["name"] for one in guests if any(mark["present"] for mark in one["marks"])]

    page.get_by_role("searchbox", name="Name oder Code").fill(first)
    page.keyboard.press("Enter")
    page.locator(".toast", has_text=f"{first} ist da.").wait_for()
    assert axe() == []
    page.context.set_offline(True)
    page.get_by_role("searchbox", name="Name oder Code").fill(second)
    page.keyboard.press("Enter")
    page.get_by_text("noch nicht gesendet: 1").wait_for()
    assert narrow(page) <= 0
    page.context.set_offline(False)
    page.get_by_text("noch nicht gesendet").wait_for(state="detached")
    assert set(there()) >= {first, second}


def test_who_phones_to_be_forgotten_is_told_what_we_know_and_erased(page, site, desk, axe):
    number = training(page, site)
    desk(f"/team/veranstaltungen/{number}/teilnehmende")
    page.get_by_label("Name (Pflichtangabe)").fill("Vergiss Mich")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Auskunft, Löschung: Vergiss Mich").click()
    dialog = page.get_by_role("dialog", name="Vergiss Mich: Auskunft und Löschung")
    with page.expect_download() as handed_out:
        dialog.get_by_role("button", name="Auskunft herunterladen").click()
    assert json.loads(handed_out.value.path().read_text())["registration"]["name"] == "Vergiss Mich"
    assert axe() == []
    dialog.get_by_role("button", name="Alles löschen").click()
    page.get_by_role("dialog", name="Vergiss Mich: alles löschen?").get_by_role("button", name="Alles löschen").click()
    page.locator(".toast", has_text="Alles über diese Person ist gelöscht.").wait_for()
    page.get_by_role("row", name="(gelöscht)").wait_for()
    assert page.get_by_text("Vergiss Mich").count() == 0
    assert narrow(page) <= 0
