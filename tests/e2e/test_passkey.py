"""Passkeys with a security key in software: set one up, sign in with it, and with it alone."""

import socket

import pytest

from api.main import create_app
from api.settings import Settings
from tests.conftest import SECRET, TestClock
from tests.e2e.conftest import opened, sign_in
from tests.live import serving


@pytest.fixture
def home(bases, tmp_path):
    """The service at the name a passkey is made for: `localhost`, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    public = f"http://localhost:{port}"
    settings = Settings(
        DATABASE_URL=bases.copy("sqlite", demo=True), data_dir=tmp_path, secret=SECRET, PUBLIC_URL=public, **wide
    )
    app = create_app(settings, clock=TestClock())
    with serving(app, port=port):
        yield public, app.database


@pytest.fixture
def key(page):
    """A key in the computer that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def test_a_passkey_is_set_up_and_signs_in_by_itself(page, home, key, axe):
    home, database = home
    sign_in(page, home, "project_manager")
    with database.engine.begin() as connection:  # second factors of demo accounts stay as they are
        connection.exec_driver_sql("UPDATE account SET demo = false WHERE email = 'projektleitung@example.org'")
    opened(page, f"{home}/team/konto")
    page.get_by_role("tab", name="Passwort und zweiter Faktor").click()
    page.get_by_role("button", name="Passkey anlegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name des Geräts").fill("Laptop im Büro")
    dialog.get_by_role("button", name="Passkey anlegen").click()
    page.get_by_role("rowheader", name="Laptop im Büro").wait_for()
    assert axe() == []
    page.context.clear_cookies()
    opened(page, f"{home}/team")
    page.get_by_role("button", name="Sign in with a passkey").click()  # the browser of the tests speaks English
    page.get_by_role("heading", name="Guten Tag, Petra Projekt").wait_for()
    assert page.request.get(f"{home}/api/v1/session").json()["state"] == "signed_in"
