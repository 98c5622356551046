"""A value on its way: entered and handed in by one person, given back, handed in again and approved by another."""

from tests.e2e.conftest import SAME_SITE, opened

API = "/api/v1/staff"


def told(page, text):
    page.locator(".toast", has_text=text).wait_for()


def begun(page, site, **wish):
    """Begin a sheet over the API as whoever is signed in, from a source without demo values; return its number."""
    answer = page.request.post(f"{site}{API}/observations", data={"source": "Probe", **wish}, headers=SAME_SITE)
    assert answer.status == 201, answer.text()
    return answer.json()["id"]


def read(page, site, number):
    return page.request.get(f"{site}{API}/observations/{number}").json()


def number(page, name):
    return page.get_by_label(f"Zahl: {name}", exact=True)


def handed_in(page):
    page.get_by_role("button", name="Speichern und einreichen").click()
    page.get_by_role("dialog", name="Werte einreichen").get_by_role("button", name="Einreichen").click()
    told(page, "Eingereicht.")


def started(page, axe):
    """Begin a sheet of participants of a quarter from the list, and return its number."""
    page.get_by_role("button", name="Neues Blatt").click()
    dialog = page.get_by_role("dialog", name="Neues Blatt")
    indicators = dialog.get_by_role("combobox", name="Indikator")
    indicators.select_option("1.3b")
    assert "2.1" not in " ".join(indicators.locator("option").all_inner_texts())
    dialog.get_by_role("combobox", name="Gebiet").select_option("07335")
    dialog.get_by_label("Quartal").check()
    dialog.get_by_role("combobox", name="Zeitraum").select_option("2026-Q1")
    assert axe() == []
    dialog.get_by_role("button", name="Blatt beginnen").click()
    page.get_by_role("heading", level=1, name="1.3b: Landkreis Kaiserslautern, 1. Quartal 2026").wait_for()
    return int(page.url.rsplit("/", 1)[1])


def entered(page, axe):
    """Fill the cells by gender: what is no number, and a total smaller than its parts, is said while typing."""
    number(page, "Frauen, Zusammen").fill("zwölf")
    page.get_by_text("Bitte geben Sie eine Zahl ein.").wait_for()
    for name, value in (("Frauen", "12"), ("Männer", "9"), ("Divers", "0"), ("Keine Angabe", "0")):
        number(page, f"{name}, Zusammen").fill(value)
    number(page, "Zusammen").fill("20")
    wrong = page.get_by_text("Die Teile ergeben mehr als das Ganze.")
    wrong.wait_for()
    page.get_by_text("Summe nach Geschlecht: 21").wait_for()
    assert axe() == []
    number(page, "Zusammen").fill("21")
    wrong.wait_for(state="detached")


def given_back(page, reason):
    page.get_by_role("button", name="Zurückgeben").click()
    dialog = page.get_by_role("dialog", name="Blatt zurückgeben")
    dialog.get_by_role("button", name="Zurückgeben").click()
    dialog.get_by_text("Diese Angabe fehlt.").wait_for()
    dialog.get_by_label("Begründung").fill(reason)
    dialog.get_by_role("button", name="Zurückgeben").click()
    told(page, "Zurückgegeben.")


def test_people_are_counted_by_one_and_approved_by_another(page, site, desk, axe):
    desk("/team/werte", "trainer")
    sheet = started(page, axe)
    entered(page, axe)
    handed_in(page)
    assert read(page, site, sheet)["state"] == "submitted"

    desk("/team", "project_manager")
    page.get_by_role("heading", name="Werte, die auf Freigabe warten").wait_for()
    page.locator("a[href='/team/werte?state=submitted']").click()
    page.locator(f"a[href='/team/werte/{sheet}']").click()
    given_back(page, "Bitte die Liste vom März belegen.")

    desk("/team/werte?state=returned", "trainer")
    page.locator(f"a[href='/team/werte/{sheet}']").click()
    page.get_by_text("Bitte die Liste vom März belegen.").wait_for()
    page.get_by_role("button", name="Status, Beleg und Verlauf: Zusammen", exact=True).click()
    page.get_by_label("Beleg", exact=True).fill("teilnahmeliste-maerz.pdf")
    assert axe() == []
    page.get_by_role("button", name="Zurück zum Blatt").click()
    handed_in(page)

    desk(f"/team/werte/{sheet}", "project_manager")
    assert axe() == []
    page.get_by_role("button", name="Freigeben").click()
    told(page, "Freigegeben.")
    stored = read(page, site, sheet)
    values = {one["dims"]: one["numerator"] for one in stored["in_force"]}
    assert values == {"f._T": 12, "m._T": 9, "d._T": 0, "not_stated._T": 0, "_T._T": 21}
    assert next(one["evidence"] for one in stored["in_force"] if one["dims"] == "_T._T") == "teilnahmeliste-maerz.pdf"


def test_who_entered_counts_of_people_does_not_approve_them(page, site, desk):
    desk("/team", "project_manager")
    sheet = begun(page, site, indicator="1.3b", area="07335", period="2025-Q4", source="project")
    opened(page, f"{site}/team/werte/{sheet}")
    number(page, "Zusammen").fill("30")
    handed_in(page)
    page.get_by_text("Vier Augen:").wait_for()
    assert page.get_by_role("button", name="Freigeben").count() == 0


def test_of_two_who_save_at_once_the_second_chooses(page, site, desk):
    desk("/team", "area_staff")
    area = page.request.get(f"{site}/api/v1/me").json()["roles"][0]["area"]["key"]
    sheet = begun(page, site, indicator="1.3a", area=area, period="2026-Q3")
    opened(page, f"{site}/team/werte/{sheet}")
    number(page, "Zusammen").fill("4")
    theirs = page.request.patch(
        f"{site}{API}/observations/{sheet}",
        data={"cells": [{"dims": "_T", "status": "value", "numerator": 6}]},
        headers={**SAME_SITE, "If-Match": f'"{read(page, site, sheet)["revision"]}"'},
    )
    assert theirs.status == 200, theirs.text()
    page.get_by_role("button", name="Speichern", exact=True).click()
    dialog = page.get_by_role("dialog", name="Jemand anderes hat das geändert")
    dialog.wait_for()
    assert dialog.locator(".conflict-text").all_inner_texts() == ["4", "6"]
    dialog.get_by_role("radio", name="Gespeicherte Fassung").check()
    dialog.get_by_role("button", name="So speichern").click()
    told(page, "Gespeichert.")
    assert number(page, "Zusammen").input_value() == "6"
    assert [one["numerator"] for one in read(page, site, sheet)["working"]] == [6]


def before_told(page, axe):
    """Who changed the reference sheet and how it was; of the target, that nothing changed yet."""
    dialog = page.get_by_role("dialog", name="Verlauf")
    page.get_by_role("button", name="Verlauf", exact=True).click()
    newest = dialog.locator(".history-entry").first
    newest.wait_for()
    assert [one.inner_text() for one in newest.locator("dt").all()] == ["Fällig nach (Tagen)"]
    assert newest.locator("ins").inner_text() == "45"
    assert "Petra Projekt" in newest.locator("h3").inner_text()
    assert axe() == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Verlauf: 30. Juni 2029").click()
    dialog.get_by_text("Hier wurde noch nichts geändert.").wait_for()


def test_a_target_is_set_and_the_indicator_described(page, site, desk, axe):
    desk("/team/indikatoren", "project_manager")
    page.locator("a[href='/team/indikatoren/3.3']").click()
    page.get_by_role("heading", name="Zielwert").wait_for()
    assert axe() == []
    page.get_by_role("button", name="Zielwert festlegen").click()
    dialog = page.get_by_role("dialog", name="Zielwert festlegen")
    dialog.get_by_label("ja", exact=True).check()
    dialog.get_by_label("Zu erreichen bis").fill("2029-06-30")
    dialog.get_by_role("button", name="Speichern").click()
    dialog.get_by_text("Quelle: Diese Angabe fehlt.").wait_for()
    dialog.get_by_label("Quelle", exact=False).fill("Beschluss der Steuerungsgruppe")
    assert axe() == []
    dialog.get_by_role("button", name="Speichern").click()
    told(page, "Gespeichert.")
    page.get_by_text("Quelle: Beschluss der Steuerungsgruppe").wait_for()
    page.get_by_label("Fällig nach (Tagen)").fill("45")
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    page.get_by_text("Keine Änderungen.").wait_for()
    before_told(page, axe)
    answer = page.request.get(f"{site}{API}/benchmarks?indicator=3.3").json()["items"]
    found = [one for one in answer if one["source"] == "Beschluss der Steuerungsgruppe"]
    assert [(one["kind"], one["realisation"], one["direction"]) for one in found] == [("target", "yes", "up")]
    assert page.request.get(f"{site}{API}/indicators/3.3").json()["due_days"] == 45


def test_what_is_in_force_is_withdrawn_restored_and_corrected(page, site, desk):
    desk("/team", "project_manager")
    sheet = begun(page, site, indicator="2.3", area="07335", period="2025-H2")
    opened(page, f"{site}/team/werte/{sheet}")
    number(page, "Zusammen").fill("8")
    handed_in(page)
    page.get_by_role("button", name="Freigeben").click()
    told(page, "Freigegeben.")
    for button, said in (("Zurückziehen", "Zurückgezogen."), ("Wiederherstellen", "Wiederhergestellt.")):
        page.get_by_role("button", name=button).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Begründung").fill("Doppelt gezählt?")
        dialog.get_by_role("button", name=button).click()
        told(page, said)
    page.get_by_role("button", name="Korrigieren").click()
    number(page, "Zusammen").fill("9")
    page.get_by_text("bisher freigegeben: 8").wait_for()
    page.get_by_label("Begründung: Zusammen").fill("Ein Besuch fehlte.")
    page.get_by_role("button", name="Speichern", exact=True).click()
    told(page, "Gespeichert.")
    page.get_by_role("button", name="Status, Beleg und Verlauf: Zusammen").click()
    page.get_by_role("dialog").locator("li").nth(3).wait_for()
    stored = read(page, site, sheet)
    assert [[one["numerator"] for one in stored[name]] for name in ("working", "in_force")] == [[9], [8]]
    assert stored["state"] == "draft"
