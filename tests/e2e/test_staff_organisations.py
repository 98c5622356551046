"""Organisations as staff keep them: new ones, people and their consent, duplicates; each for the own area only."""

from tests.e2e.conftest import SAME_SITE, opened

CLUB = "musterverein-fuer-heimat-und-kultur-landstuhl"  # in the area of the demo's area staff
FOREIGN = "musikverein-beispielklang-weilerbach"
LANDSTUHL = "073355011"
REFUSED = "Das gibt es nicht mehr, oder Sie dürfen es nicht sehen."


def save(page):
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    page.locator(".toast", has_text="Gespeichert.").wait_for()


def make(page, site, **wish):
    """Add an organisation over the API and return its key."""
    answer = page.request.post(f"{site}/api/v1/staff/organisations", data=wish, headers=SAME_SITE)
    assert answer.status == 201, answer.text()
    return answer.json()["key"]


def test_a_new_organisation_stands_on_the_public_site(page, site, desk, axe):
    desk("/team/organisationen")
    page.get_by_role("link", name="Neue Organisation").click()
    page.get_by_role("heading", level=1, name="Neue Organisation").wait_for()
    page.get_by_label("Name (Pflichtangabe)").fill("Chor der Probe Bann")
    page.get_by_label("in diesen Orten").check()
    page.locator("summary", has_text="Verbandsgemeinde Landstuhl").click()
    page.get_by_label("Bann", exact=True).check()
    assert axe() == []
    page.get_by_role("button", name="Anlegen").click()
    page.get_by_role("heading", level=1, name="Chor der Probe Bann").wait_for()
    page.get_by_label("Beschreibung: Deutsch").fill("Wir singen freitags in Bann.")
    page.get_by_label("Telefon").fill("06371 0000 77")
    page.get_by_role("button", name="Zeit hinzufügen: Freitag").click()
    page.get_by_label("Freitag: öffnet um").fill("18:00")
    page.get_by_label("Freitag: schließt um").fill("20:00")
    save(page)
    assert axe() == []
    opened(page, f"{site}/de/organisationen/chor-der-probe-bann")
    text = page.locator("main").inner_text()
    assert "Chor der Probe Bann" in text
    assert "Wir singen freitags in Bann." in text
    assert "18:00 bis 20:00 Uhr" in text


def test_what_is_wrong_stays_in_the_form_and_nothing_is_stored(page, site, desk, axe):
    desk(f"/team/organisationen/{CLUB}")
    before = page.get_by_label("Postleitzahl").input_value()
    page.get_by_label("Postleitzahl").fill("12")
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    alert = page.get_by_role("alert").filter(has_text="Eine Postleitzahl hat fünf Ziffern.")
    alert.wait_for()
    assert axe() == []
    assert page.get_by_label("Postleitzahl").input_value() == "12"
    stored = page.request.get(f"{site}/api/v1/staff/organisations/{CLUB}").json()
    assert stored["postal_code"] == before
    page.get_by_role("button", name="Änderungen verwerfen").click()
    assert page.get_by_label("Postleitzahl").input_value() == before


def test_somebody_else_saved_first(page, site, desk, axe):
    desk("/team/organisationen")
    key = make(page, site, kind="club", name="Verein der Gleichzeitigen", areas=[LANDSTUHL])
    opened(page, f"{site}/team/organisationen/{key}")
    page.get_by_label("Telefon").fill("06371 1111")
    theirs = {"phone": "06371 2222", "email": "gleichzeitig@example.org"}
    headers = {**SAME_SITE, "If-Match": '"1"'}
    answer = page.request.patch(f"{site}/api/v1/staff/organisations/{key}", data=theirs, headers=headers)
    assert answer.status == 200
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    dialog = page.get_by_role("dialog", name="Jemand anderes hat das geändert")
    dialog.wait_for()
    assert "06371 2222" in dialog.inner_text()
    assert axe() == []
    dialog.get_by_role("button", name="So speichern").click()
    page.locator(".toast", has_text="Gespeichert.").wait_for()
    stored = page.request.get(f"{site}/api/v1/staff/organisations/{key}").json()
    assert (stored["phone"], stored["email"]) == ("06371 1111", "gleichzeitig@example.org")


def test_area_staff_work_in_their_own_area_only(page, site, desk, axe):
    desk("/team/organisationen", "area_staff")
    names = page.locator(".data-list tbody th").all_inner_texts()
    assert any("Musterverein für Heimat und Kultur" in name for name in names)
    assert not any("Weilerbach" in name for name in names)
    opened(page, f"{site}/team/organisationen/{FOREIGN}")
    page.get_by_text(REFUSED).wait_for()
    assert page.get_by_role("button", name="Speichern").count() == 0
    assert axe() == []
    opened(page, f"{site}/team/organisationen/{CLUB}")
    page.get_by_role("button", name="Speichern").wait_for()
    assert page.get_by_text(REFUSED).count() == 0


def test_an_editor_sees_no_contacts(page, desk):
    desk(f"/team/organisationen/{CLUB}", "editor")
    page.get_by_role("button", name="Speichern").wait_for()
    assert page.get_by_role("heading", name="Ansprechpersonen").count() == 0


def test_the_day_of_consent_decides_what_visitors_see(page, site, desk, axe):
    def is_public():
        found = page.request.get(f"{site}/api/v1/organisations/{CLUB}").json()
        return "Karla Beispiel" in {one["name"] for one in found["contacts"]}

    desk(f"/team/organisationen/{CLUB}")
    page.get_by_role("button", name="Neue Person").click()
    drawer = page.get_by_role("dialog", name="Neue Person")
    drawer.get_by_label("Name (Pflichtangabe)").fill("Karla Beispiel")
    drawer.get_by_label("Interne Notiz").fill("Nur abends erreichbar.")
    assert axe() == []
    drawer.get_by_role("button", name="Speichern").click()
    person = page.locator("li.row", has_text="Karla Beispiel")
    person.get_by_text("nicht öffentlich").wait_for()
    assert not is_public()
    for agrees, words in ((True, "eingewilligt am"), (False, "nicht öffentlich")):
        person.get_by_role("button", name="Bearbeiten: Karla Beispiel").click()
        drawer = page.get_by_role("dialog", name="Person ändern")
        drawer.get_by_label("Die Person hat eingewilligt").set_checked(agrees)
        drawer.get_by_role("button", name="Speichern").click()
        person.get_by_text(words).wait_for()
        assert is_public() is agrees
    assert "Nur abends" not in page.request.get(f"{site}/api/v1/organisations/{CLUB}").text()


def test_duplicates_become_one_after_a_second_thought(page, site, desk, axe):
    desk("/team/organisationen")
    kept = make(page, site, kind="club", name="Schachfreunde Probe", areas=[LANDSTUHL], phone="06371 4444")
    gone = make(
        page, site, kind="club", name="Schachfreunde Probe e. V.", areas=[LANDSTUHL], email="schach@example.org"
    )
    page.get_by_role("link", name="Doppelte Einträge").click()
    pair = page.locator("li", has_text="Schachfreunde Probe e. V.")
    pair.get_by_role("button", name="Vergleichen").click()
    table = pair.get_by_role("table")
    table.wait_for()
    assert "06371 4444" in table.inner_text()
    head = table.locator("th", has=page.get_by_role("link", name="Schachfreunde Probe", exact=True))
    head.get_by_role("radio").check()
    assert axe() == []
    pair.get_by_role("button", name="Zusammenführen").click()
    dialog = page.get_by_role("dialog", name="Beide Einträge zusammenführen?")
    assert page.request.get(f"{site}/api/v1/staff/organisations/{gone}").status == 200
    assert axe() == []
    dialog.get_by_role("button", name="Zusammenführen").click()
    page.locator(".toast", has_text="Zusammengeführt.").wait_for()
    pair.wait_for(state="detached")
    stays = page.request.get(f"{site}/api/v1/staff/organisations/{kept}").json()
    assert (stays["phone"], stays["email"]) == ("06371 4444", "schach@example.org")
    assert page.request.get(f"{site}/api/v1/staff/organisations/{gone}").status == 404
