"""People of an event: entered while they phone, and checked in at the door, also while the network is away."""

import json
import os

import pytest
import segno

from tests.conftest import NOON

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


SIDE, PIXELS = 640, 480  # of the picture the camera sees


def filmed(text):
    """A film of one frame, as Y4M: a QR code in the middle of a grey wall."""
    modules = [[*row] for row in segno.make_qr(text).matrix_iter(scale=6, border=4)]
    grey, high, wide = bytearray(b"\x90" * SIDE * PIXELS), len(modules), len(modules[0])
    for row, cells in enumerate(modules):
        start = ((PIXELS - high) // 2 + row) * SIDE + (SIDE - wide) // 2
        grey[start : start + wide] = bytes(20 if dark else 235 for dark in cells)
    colour = b"\x80" * (SIDE * PIXELS // 2)
    return f"YUV4MPEG2 W{SIDE} H{PIXELS} F5:1 Ip A1:1 C420jpeg\nFRAME\n".encode() + bytes(grey) + colour


@pytest.fixture
def filming(playwright, browser_type_launch_args, tmp_path):
    """Opens a browser whose camera sees this code, and which cannot read one itself: a phone with iOS, Firefox."""
    opened_ones = []

    def start(text):
        film = tmp_path / "door.y4m"
        film.write_bytes(filmed(text))
        camera = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ]
        arguments = [*browser_type_launch_args["args"], *camera]
        browser = playwright.chromium.launch(executable_path=os.environ["WIK_CHROMIUM"], args=arguments)
        opened_ones.append(browser)
        page = browser.new_page()
        page.context.clock.set_fixed_time(NOON)
        page.add_init_script("delete globalThis.BarcodeDetector")
        return page

    yield start
    for one in opened_ones:
        one.close()


def test_the_camera_checks_in_where_the_browser_reads_no_codes(page, site, desk, filming):
    number = training(page, site)
    desk("/team/veranstaltungen")
    door = page.request.get(f"{site}{API}/{number}/attendance").json()
    guest = next(one for one in door["guests"] if not any(mark["present"] for mark in one["marks"]))
    phone = filming(guest["code"])
    errors = []
    phone.on("console", lambda line: line.type == "error" and errors.append(line.text))
    desk(f"/team/veranstaltungen/{number}/check-in", on=phone)
    assert phone.evaluate("typeof BarcodeDetector") == "undefined"
    with phone.expect_response("**/attendance/**"):
        phone.get_by_role("button", name="Kamera einschalten").click()
    phone.locator(".toast", has_text=f"{guest['name']} ist da.").wait_for()
    assert errors == [], "the decoder needs nothing the policy forbids"
    after = page.request.get(f"{site}{API}/{number}/attendance").json()["guests"]
    assert any(mark["present"] for one in after if one["id"] == guest["id"] for mark in one["marks"])


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
