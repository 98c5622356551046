"""Coming in, staying in, and being thrown out in the middle of work; with keyboard and eyes of axe."""

import re
import shlex
import subprocess

import pytest

from tests.e2e.conftest import SAME_SITE, opened, people, signed_in

WRONG = "E-Mail-Adresse und Passwort passen nicht zusammen"


@pytest.fixture(autouse=True)
def _german(page):
    """The language somebody chose on the sign-in page before."""
    page.add_init_script("localStorage.setItem('wik.team.lang', 'de')")


def administration(page, site):
    return next(one for one in people(page, site) if one["role"] == "admin")


@pytest.fixture
def admin(page, site):
    signed_in(page, site, administration(page, site))
    return page


def test_a_demo_role_comes_in_with_clicks_and_out_again(page, site, watch, axe):
    page.goto(f"{site}/team/konto", wait_until="networkidle")
    assert axe() == []
    page.get_by_role("button", name="Administration").click()
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_label("Code").wait_for()
    assert axe() == []
    page.get_by_role("button", name="Bestätigen").click()
    page.get_by_role("heading", name="Mein Konto").wait_for()
    assert page.url == f"{site}/team/konto"
    page.locator(".account-menu > summary").click()
    assert axe() == []
    page.get_by_role("button", name="Abmelden").click()
    page.get_by_label("Passwort").wait_for()
    assert page.request.get(f"{site}/api/v1/me").status == 401
    assert watch.elsewhere == []


def test_the_keyboard_is_enough_and_a_refusal_does_not_say_why(page, site, axe):
    page.goto(f"{site}/team", wait_until="networkidle")
    page.get_by_label("E-Mail").focus()
    for mail in ("erika@example.org", administration(page, site)["email"]):
        page.keyboard.press("Control+a")
        page.keyboard.type(mail)
        page.keyboard.press("Tab")
        page.keyboard.type("ganz falsch geraten")
        page.keyboard.press("Enter")
        summary = page.get_by_role("alert")
        summary.wait_for()
        assert WRONG in summary.inner_text()
        assert page.evaluate("document.activeElement.classList.contains('error-summary')")
        assert page.get_by_label("E-Mail").input_value() == mail
        assert axe() == []
        page.get_by_label("Passwort").fill("")
        page.get_by_label("E-Mail").focus()


def test_a_session_that_ends_in_the_middle_loses_nothing(admin, site, axe):
    opened(admin, f"{site}/team/konto")
    name = admin.get_by_label("Ihr Name")
    before = name.input_value()
    name.fill("Alex Beispiel")
    admin.context.clear_cookies()
    admin.get_by_role("button", name="Speichern").click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_label("Passwort").wait_for()
    assert axe() == []
    dialog.get_by_role("button", name="Administration").click()
    dialog.get_by_role("button", name="Anmelden", exact=True).click()
    dialog.get_by_role("button", name="Bestätigen").click()
    admin.get_by_text("Gespeichert.").wait_for()
    assert name.input_value() == "Alex Beispiel"
    assert admin.request.get(f"{site}/api/v1/me").json()["name"] == "Alex Beispiel"
    name.fill(before)
    admin.get_by_role("button", name="Speichern").click()
    admin.wait_for_function(
        "() => document.querySelector('.account-menu summary').textContent.includes('Administration')"
    )


def test_without_a_network_nothing_is_lost(admin, site):
    opened(admin, f"{site}/team/konto")
    name = admin.get_by_label("Ihr Name")
    name.fill("Alex Offline")
    admin.context.set_offline(True)
    admin.get_by_role("button", name="Speichern").click()
    alert = admin.get_by_role("alert")
    alert.wait_for()
    assert "Keine Verbindung" in alert.inner_text()
    assert name.input_value() == "Alex Offline"
    admin.context.set_offline(False)


def test_somebody_is_invited_for_one_verbandsgemeinde(admin, site, axe):
    opened(admin, f"{site}/team/konten")
    admin.get_by_role("button", name="Jemanden einladen").click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_role("button", name="Einladung senden").click()
    dialog.get_by_role("alert").wait_for()
    assert axe() == []
    dialog.get_by_label("Name").fill("Erika Mustermann")
    dialog.get_by_label("E-Mail").fill("erika.mustermann@example.org")
    dialog.get_by_label("Rolle", exact=True).select_option("area_staff")
    dialog.get_by_label("Verbandsgemeinde").select_option("073355011")
    dialog.get_by_role("button", name="Einladung senden").click()
    dialog.wait_for(state="detached")
    row = admin.get_by_role("row", name=re.compile("Erika Mustermann"))
    row.wait_for()
    assert "Landstuhl" in row.inner_text()
    assert "eingeladen" in row.inner_text()


def test_the_curl_of_a_new_token_works_as_printed(admin, site, axe):
    opened(admin, f"{site}/team/token")
    admin.get_by_label("Wofür").fill("Probe")
    admin.get_by_label("Protokoll lesen").check()
    admin.get_by_role("button", name="Schlüssel anlegen").click()
    line = admin.locator("code", has_text="curl").inner_text()
    assert axe() == []
    found = subprocess.run(
        [*shlex.split(line), "--silent", "--include", "--noproxy", "*"],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert found.stdout.startswith("HTTP/1.1 200"), found
    admin.reload(wait_until="networkidle")
    assert admin.locator("code", has_text="wik_").count() == 0


def test_menu_and_search_on_a_phone(admin, site, axe):
    admin.set_viewport_size({"width": 390, "height": 800})
    opened(admin, f"{site}/team")
    admin.get_by_role("button", name="Menü").click()
    drawer = admin.get_by_role("dialog")
    drawer.get_by_label("Suchen").fill("lars")
    drawer.get_by_role("link", name="Lars Landstuhl").wait_for()
    assert axe() == []
    drawer.get_by_role("link", name="Lars Landstuhl").click()
    admin.get_by_role("heading", level=1, name="Lars Landstuhl").wait_for()
    assert admin.get_by_role("dialog").count() == 0


def test_two_administrators_change_the_same_account(admin, site, axe):
    listed = admin.request.get(f"{site}/api/v1/accounts").json()["items"]
    number = next(one["id"] for one in listed if one["email"] == "beirat@example.org")
    opened(admin, f"{site}/team/konten/{number}")
    field = admin.get_by_label("Name")
    before = field.input_value()
    field.fill("Bela Hier")
    other = admin.request.get(f"{site}/api/v1/accounts/{number}")
    admin.request.patch(
        f"{site}/api/v1/accounts/{number}",
        data={"name": "Bela Dort"},
        headers={**SAME_SITE, "If-Match": other.headers["etag"]},
    )
    admin.get_by_role("button", name="Speichern", exact=True).click()
    dialog = admin.get_by_role("dialog")
    dialog.wait_for()
    assert "Bela Hier" in dialog.inner_text()
    assert "Bela Dort" in dialog.inner_text()
    assert axe() == []
    dialog.get_by_role("button", name="So speichern").click()
    admin.get_by_text("Gespeichert.").wait_for()
    assert admin.request.get(f"{site}/api/v1/accounts/{number}").json()["name"] == "Bela Hier"
    field.fill(before)
    admin.get_by_role("button", name="Speichern", exact=True).click()
    admin.wait_for_function(f"() => document.querySelector('h1').textContent === {before!r}")
