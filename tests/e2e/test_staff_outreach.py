"""The project manager's desk: persuading, letters, working groups, and the five-minute morning."""

import io
import re
import zipfile

from tests.conftest import NOON
from tests.e2e.conftest import SAME_SITE, opened

API = "/api/v1/staff"


def posted(page, site, path, **wish):
    answer = page.request.post(f"{site}{API}{path}", data=wish, headers=SAME_SITE)
    assert answer.status == 201, answer.text()
    return answer.json()


def read(page, site, path):
    answer = page.request.get(f"{site}{API}{path}")
    assert answer.status == 200, answer.text()
    return answer.json()


def club(page, site, name):
    """Add a club that nothing else works with, and return its key."""
    return posted(page, site, "/organisations", kind="club", name=name, areas=["073355011"])["key"]


def told(page, text):
    page.locator(".toast", has_text=text).wait_for()


def test_from_the_first_call_to_the_promise(page, site, desk, axe):
    desk("/team/ansprache")
    club(page, site, "Ruderklub der Probe")
    page.get_by_role("button", name="Neue Ansprache").click()
    dialog = page.get_by_role("dialog", name="Neue Ansprache")
    dialog.get_by_role("combobox", name="Organisation").press_sequentially("ruderklub")
    dialog.get_by_role("option", name="Ruderklub der Probe").wait_for()
    assert axe() == []
    page.keyboard.press("Enter")
    dialog.get_by_label("Maßnahme").select_option("1")
    dialog.get_by_role("button", name="Anlegen").click()
    page.get_by_role("heading", level=1, name="Ruderklub der Probe").wait_for()
    page.get_by_label("Kontakt eintragen").fill("gestern angerufen: Der Vorstand will mitmachen.")
    page.get_by_text("Wird eingetragen als: Anruf").wait_for()
    page.keyboard.press("Enter")
    told(page, "Kontakt eingetragen.")
    page.locator(".contact-entry", has_text="Der Vorstand will mitmachen.").wait_for()
    assert axe() == []
    page.get_by_label("zugesagt", exact=True).check()
    page.get_by_label("Zugesagt wurde").fill("Ein Schnupperrudern im Mai")
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    told(page, "Gespeichert.")
    page.get_by_label("zugesagt (jetzt)").wait_for()
    number = int(page.url.rsplit("/", 1)[1])
    page.reload()
    page.locator(".contact-entry", has_text="zugesagt").wait_for()
    stored = read(page, site, f"/outreach/{number}")
    assert (stored["stage"], stored["promised"]) == ("agreed", "Ein Schnupperrudern im Mai")
    assert [one["kind"] for one in stored["log"]] == ["stage", "call"]
    assert axe() == []


def test_who_declines_is_asked_why_in_the_board(page, site, desk, axe):
    desk("/team")
    row = posted(page, site, "/outreach", organisation=club(page, site, "Angler der Probe"), measure=2)
    opened(page, f"{site}/team/ansprache?view=board&q=Angler")
    page.get_by_role("button", name="Stufe ändern: Angler der Probe").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("abgelehnt").check()
    dialog.get_by_label("Warum wurde abgelehnt?").wait_for()
    dialog.get_by_role("button", name="Stufe ändern").click()
    dialog.get_by_role("alert").filter(has_text="Bitte schreiben Sie den Grund dazu.").wait_for()
    assert axe() == []
    assert read(page, site, f"/outreach/{row['id']}")["stage"] == "open"
    dialog.get_by_label("Warum wurde abgelehnt?").fill("Keine Zeit neben dem Wettkampf")
    dialog.get_by_role("button", name="Stufe ändern").click()
    told(page, "Neue Stufe: abgelehnt.")
    stored = read(page, site, f"/outreach/{row['id']}")
    assert stored["stage"] == "declined"
    assert stored["log"][0]["note"] == "Keine Zeit neben dem Wettkampf"
    assert axe() == []


def test_a_card_is_dragged_only_where_it_may_go(page, site, desk):
    desk("/team")
    row = posted(page, site, "/outreach", organisation=club(page, site, "Kegler der Probe"), measure=3)
    opened(page, f"{site}/team/ansprache?view=board&q=Kegler")
    card, columns = page.locator(".board-card"), page.locator(".board-column")
    card.drag_to(columns.nth(4))  # done: nothing was agreed yet
    assert read(page, site, f"/outreach/{row['id']}")["stage"] == "open"
    card.drag_to(columns.nth(1))
    told(page, "Neue Stufe: angesprochen.")
    columns.nth(1).get_by_text("Kegler der Probe").wait_for()
    assert read(page, site, f"/outreach/{row['id']}")["stage"] == "approached"


def test_everything_about_one_organisation_stands_on_one_page(page, site, desk, axe):
    desk("/team")
    key = club(page, site, "Wanderer der Probe")
    for measure in (1, 2):
        posted(page, site, "/outreach", organisation=key, measure=measure, promised=f"Zusage Nummer {measure}")
    opened(page, f"{site}/team/ansprache/organisationen/{key}")
    text = page.locator("main").inner_text()
    assert "Zusage Nummer 1" in text
    assert "Zusage Nummer 2" in text
    assert axe() == []
    page.get_by_role("link", name="Angaben zur Organisation").click()
    page.wait_for_url(f"**/team/organisationen/{key}")


def test_letters_come_as_one_file_and_stand_in_the_log(page, site, desk, axe):
    desk("/team")
    row = posted(page, site, "/outreach", organisation=club(page, site, "Imker der Probe"), measure=1)
    page.goto(f"{site}/team/ansprache/briefe")
    page.get_by_role("button", name="Neue Vorlage").click()
    page.get_by_label("Name der Vorlage").fill("Probe an Imker")
    page.get_by_label("Betreff").fill("Für {organisation}")
    page.get_by_role("button", name="Weiter zum Text").click()
    page.get_by_role("heading", level=1, name="Probe an Imker").wait_for()
    page.get_by_label("Text (Pflichtangabe)").press("Control+End")
    page.get_by_label("Text (Pflichtangabe)").press_sequentially("Es geht um ")
    page.get_by_role("button", name="Maßnahme {measure}").click()
    assert page.get_by_label("Text (Pflichtangabe)").input_value().endswith("Es geht um {measure}")
    page.locator(".save-bar").get_by_role("button", name="Speichern").click()
    told(page, "Gespeichert.")
    page.get_by_label("Name der Organisation").fill("Imker")
    page.get_by_text("Diesen einen auswählen").wait_for()
    page.get_by_label("Imker der Probe").check()
    assert axe() == []
    for button, entries in (("Nur ansehen", 0), ("1 Brief schreiben", 1)):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == "Probe an Imker.docx"
        with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as file:
            text = file.read("word/document.xml").decode()
        assert "Imker der Probe" in text
        assert "{" not in text
        log = read(page, site, f"/outreach/{row['id']}")["log"]
        assert [one["kind"] for one in log] == ["letter"] * entries


def test_an_unknown_placeholder_is_refused_in_words(page, desk):
    desk("/team/ansprache/briefe")
    page.get_by_role("button", name="Neue Vorlage").click()
    page.get_by_label("Name der Vorlage").fill("Falsche Klammer")
    page.get_by_label("Betreff").fill("Für {verein}")
    page.get_by_role("button", name="Weiter zum Text").click()
    page.get_by_role("alert").filter(has_text="etwas, das das Programm nicht kennt").wait_for()


def open_step(page, site):
    """Return a measure and a step of it that nobody has reported as done."""
    for measure in read(page, site, "/measures?limit=50")["items"]:
        for step in read(page, site, f"/measures/{measure['number']}/steps")["items"]:
            if step["actual_end"] is None and step["kind"] != "phase":
                return measure["number"], step["id"]
    raise AssertionError("every step is done")


def test_a_ticked_task_moves_the_measure(page, site, desk, axe):
    desk("/team")
    number, step = open_step(page, site)
    before = read(page, site, f"/measures/{number}")["progress"]
    group = posted(page, site, "/working-groups", name="AG der Probe", measures=[number])
    posted(page, site, f"/working-groups/{group['id']}/tasks", title="Das Letzte erledigen", step=step)
    opened(page, f"{site}/team/arbeitsgruppen/{group['id']}")
    assert axe() == []
    tick = page.get_by_role("checkbox", name="Das Letzte erledigen")
    tick.click()
    dialog = page.get_by_role("dialog", name="Auch in der Maßnahme melden?")
    dialog.wait_for()
    assert axe() == []
    dialog.get_by_role("button", name="Ja, beides erledigt").click()
    told(page, "in der Maßnahme gemeldet")
    assert tick.is_checked()
    after = read(page, site, f"/measures/{number}")["progress"]
    assert after["done"] == before["done"] + 1
    assert axe() == []


def test_members_and_decisions_are_kept(page, site, desk, axe):
    desk("/team/arbeitsgruppen")
    page.get_by_role("button", name="Neue Arbeitsgruppe").click()
    page.get_by_label("Name (Pflichtangabe)").fill("AG der Beschlüsse")
    page.get_by_role("button", name="Anlegen").click()
    page.get_by_role("heading", level=1, name="AG der Beschlüsse").wait_for()
    page.get_by_role("button", name="Neues Mitglied").click()
    dialog = page.get_by_role("dialog", name="Neues Mitglied")
    dialog.get_by_label("Name (Pflichtangabe)").fill("Max Beispiel")
    assert axe() == []
    dialog.get_by_role("button", name="Speichern").click()
    page.locator(".row", has_text="Max Beispiel").wait_for()
    page.get_by_role("button", name="Neuer Beschluss").click()
    dialog = page.get_by_role("dialog", name="Neuer Beschluss")
    dialog.get_by_label("Was wurde beschlossen?").fill("Wir treffen uns **monatlich**.")
    dialog.get_by_role("button", name="Speichern").click()
    page.locator(".row strong", has_text="monatlich").wait_for()
    assert axe() == []
    number = page.url.rsplit("/", 1)[1]
    desk(f"/team/arbeitsgruppen/{number}", "council_member")
    page.locator(".row", has_text="Max Beispiel").wait_for()
    assert page.get_by_role("button", name="Neuer Beschluss").count() == 0


def test_the_five_minute_morning(page, site, desk, axe):
    """A contact, a tick and the next date, without leaving the page; nothing but the keyboard for the contact."""
    desk("/team")
    me = int(page.request.get(f"{site}/api/v1/me").json()["key"].removeprefix("account:"))
    today = NOON.date().isoformat()
    row = posted(
        page, site, "/outreach", organisation=club(page, site, "Läufer der Probe"), measure=1,
        next_step="Läufer anrufen", next_step_on=today,
    )  # fmt: skip
    group = posted(page, site, "/working-groups", name="AG Morgen", measures=[])
    posted(page, site, f"/working-groups/{group['id']}/tasks", title="Einladung kopieren", due=today, account=me)
    page.get_by_role("link", name="Meine Woche").first.click()
    page.get_by_role("heading", level=1, name="Meine Woche").wait_for()
    item = page.locator(".week-item", has_text="Läufer anrufen")
    item.get_by_role("button", name="Erledigen: Läufer der Probe").press("Enter")
    item.locator(".follow-up input:focus").wait_for()  # ready to type
    page.keyboard.type("heute angerufen: Kommen am Samstag")
    assert axe() == []
    item.get_by_role("button", name="in zwei Wochen").press("Enter")
    page.keyboard.press("Control+Enter")
    told(page, "Der nächste Schritt ist geplant.")
    item.wait_for(state="detached")  # it is due after this week now
    page.locator(".week-item :focus").wait_for()  # the keyboard goes on with the next row
    task = page.locator(".week-item", has_text="Einladung kopieren")
    task.get_by_label("Einladung kopieren").click()
    told(page, "Aufgabe erledigt.")
    task.wait_for(state="detached")
    assert page.url == f"{site}/team/meine-woche"
    assert axe() == []
    stored = read(page, site, f"/outreach/{row['id']}")
    assert stored["log"][0]["note"] == "Kommen am Samstag"
    assert stored["next_step_on"] > today
    assert read(page, site, f"/working-groups/{group['id']}")["tasks"][0]["done_on"] == today


def test_a_quiet_measure_is_written_about_where_the_week_shows_it(page, site, desk, axe):
    desk("/team/meine-woche")
    quiet = page.locator(".week-item", has=page.get_by_role("button", name=re.compile("^Ins Logbuch eintragen:"))).first
    number = quiet.get_by_role("link").get_attribute("href").removesuffix("#logbuch").rsplit("/", 1)[1]
    quiet.get_by_role("button").press("Enter")
    page.locator(".quick-entry textarea:focus").wait_for()
    page.keyboard.type("Heute Abend Treffen mit drei Vereinen")
    assert axe() == []
    page.keyboard.press("Control+Enter")
    told(page, "Im Logbuch eingetragen.")
    entry = read(page, site, f"/measures/{number}/logbook")["items"][0]
    assert [one["text"] for one in entry["text"] if one["lang"] == "de"] == ["Heute Abend Treffen mit drei Vereinen"]
