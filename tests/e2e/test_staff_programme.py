"""What a project manager does with a measure: texts, plan, milestones, logbook; nothing typed is lost, axe is asked."""

import json
import re

import pytest

from api.settings import ROOT
from tests.e2e.conftest import opened

STAFF = ROOT / "frontend/messages/staff"
WORDS = {
    key: text for group in ("kit", "team", "measures", "translations", "report")
    for key, text in json.loads((STAFF / group / "de.json").read_text()).items()
}  # fmt: skip
PUBLIC = json.loads((ROOT / "frontend/messages/de.json").read_text())


def said(page, key):
    """Wait for a message that says `key`."""
    page.locator(".toast", has_text=WORDS[key]).wait_for()


def save(page):
    page.locator(".save-bar").get_by_role("button", name=WORDS["kit.save"], exact=True).click()


def german(page, label):
    return page.get_by_label(f"{WORDS[label]}: Deutsch", exact=True)


def test_a_new_title_is_read_by_visitors_and_its_translations_are_outdated(page, site, desk, axe):
    desk("/team/massnahmen/5#texte")
    field = german(page, "measures.friendly_title")
    before = field.input_value()
    field.fill("Mitreden in Parteien")
    assert before != "Mitreden in Parteien"
    assert axe() == []
    page.keyboard.press("Control+s")
    said(page, "kit.saved")
    group = page.locator('[data-field="friendly_title"]')
    group.get_by_text(WORDS["kit.text_outdated"]).first.wait_for()
    assert axe() == []
    opened(page, f"{site}/de/massnahmen/5")
    assert page.locator("h1").inner_text().startswith("Mitreden in Parteien")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(page, desk, axe):
    desk("/team/massnahmen/8#abschluss")
    page.get_by_label(WORDS["measures.closed_stopped"]).check()
    save(page)
    summary = page.get_by_role("alert").filter(has_text=WORDS["measures.fault_reason"])
    summary.wait_for()
    assert page.get_by_label(WORDS["measures.closed_stopped"]).is_checked()
    assert axe() == []


def test_the_history_shows_differences_and_brings_a_text_back(page, desk, axe):
    desk("/team/massnahmen/9#texte")
    field = german(page, "measures.friendly_title")
    before = field.input_value()
    field.fill("Ein Versuch")
    save(page)
    said(page, "kit.saved")
    page.get_by_role("button", name=WORDS["kit.history"], exact=True).click()
    entry = page.locator(".history-entry").first
    entry.wait_for()
    assert before in entry.inner_text()
    assert "Ein Versuch" in entry.inner_text()
    assert axe() == []
    entry.get_by_role("button", name=WORDS["kit.restore"]).click()
    page.get_by_role("dialog", name=WORDS["kit.restore_title"]).get_by_role("button", name=WORDS["kit.restore"]).click()
    page.locator("dialog").first.wait_for(state="detached")
    assert field.input_value() == before


def bar(page, title):
    return page.get_by_role("slider", name=WORDS["measures.plan_move"].replace("{title}", title))


def test_a_phase_is_moved_by_keyboard_saved_and_still_there(page, desk, axe):
    title = "Begleitung der Umsetzung"
    desk("/team/massnahmen/1#plan")
    slider = bar(page, title)
    start = int(slider.get_attribute("aria-valuenow"))
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert int(slider.get_attribute("aria-valuenow")) == start - 1
    end = page.get_by_role("slider", name=WORDS["measures.plan_end"].replace("{title}", title))
    end.focus()
    page.keyboard.press("ArrowLeft")
    last = int(end.get_attribute("aria-valuenow"))
    assert axe() == []
    page.keyboard.press("Control+s")
    said(page, "kit.saved")
    page.reload()
    slider.wait_for()
    assert int(slider.get_attribute("aria-valuenow")) == start - 1
    assert int(end.get_attribute("aria-valuenow")) == last
    assert re.search(r"20\d\d", slider.get_attribute("aria-valuetext")), "the days are said, not only the quarters"


def test_a_phase_is_dragged_by_its_end_and_typed_by_its_day(page, desk):
    desk("/team/massnahmen/2#plan")
    end = page.locator(".plan-handle").nth(1)
    before = int(end.get_attribute("aria-valuenow"))
    end.scroll_into_view_if_needed()
    box, track = end.bounding_box(), page.locator(".plan-track").first.bounding_box()
    x, y, quarter = box["x"] + 4, box["y"] + 10, track["width"] / 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + quarter, y, steps=4)
    page.mouse.move(x + 2 * quarter, y, steps=4)
    page.mouse.up()
    assert int(end.get_attribute("aria-valuenow")) == before + 2
    start = page.locator(".plan-handle").first
    day = page.locator(".plan-days input").first
    day.fill("2026-02-15")
    day.blur()
    assert int(start.get_attribute("aria-valuenow")) == 3
    assert day.input_value() == "2026-01-01"
    save(page)
    said(page, "kit.saved")


def test_a_milestone_is_reported_with_evidence(page, site, desk, axe):
    desk("/team/massnahmen/13#stand")
    row = page.locator(".step", has=page.get_by_role("button", name=WORDS["measures.report"])).first
    title = row.locator("strong").inner_text()
    row.get_by_role("button", name=WORDS["measures.report"]).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=WORDS["measures.reached_today"]).click()
    dialog.get_by_label(f"{PUBLIC['measure.milestone_evidence']}: Deutsch").fill("Bericht liegt im Kreishaus aus")
    dialog.get_by_label(WORDS["measures.evidence_url"]).fill("https://www.example.org/bericht")
    assert axe() == []
    save(dialog)
    said(page, "kit.saved")
    dialog.get_by_role("button", name=WORDS["kit.close"]).click()
    page.locator(".step", has_text=title).get_by_text("Bericht liegt im Kreishaus aus").wait_for()
    assert axe() == []
    opened(page, f"{site}/de/massnahmen/13")
    assert page.get_by_text("Bericht liegt im Kreishaus aus").is_visible()


def test_an_activity_is_done_with_one_click(page, desk):
    desk("/team/massnahmen/7#stand")
    done = page.locator('.step[data-state="done"]')
    before = done.count()
    page.get_by_role("button", name=WORDS["measures.done_today"]).first.click()
    said(page, "kit.saved")
    done.nth(before).wait_for()


def test_todays_entry_is_public_only_when_it_says_so(page, site, desk, axe):
    desk("/team/massnahmen/10#logbuch")
    field = page.get_by_label(WORDS["measures.entry_today"]).locator("textarea")
    field.fill("Gespräch mit der **Feuerwehr** <img src=x onerror=alert(1)>")
    page.get_by_label(WORDS["measures.public"]).check()
    field.press("Control+Enter")
    said(page, "measures.entry_made")
    field.fill("Nur für uns notiert")
    field.press("Control+Enter")
    page.get_by_role("tab", name=PUBLIC["measure.logbook"]).click()
    page.locator(".entry", has_text="Nur für uns notiert").wait_for()
    assert page.locator(".entry", has_text="Feuerwehr").locator("strong").inner_text() == "Feuerwehr"
    assert axe() == []
    opened(page, f"{site}/de/massnahmen/10")
    log = page.locator(".log-entry", has_text="Feuerwehr")
    assert log.locator("strong").inner_text() == "Feuerwehr"
    assert log.locator("img").count() == 0
    assert page.get_by_text("Nur für uns notiert").count() == 0


def test_two_people_change_the_same_text_and_the_second_chooses(browser, page, desk, axe):
    desk("/team/massnahmen/6#texte")
    with browser.new_context() as other:
        colleague = desk("/team/massnahmen/6#texte", on=other.new_page())
        german(colleague, "measures.friendly_title").fill("Fassung der Kollegin")
        save(colleague)
        said(colleague, "kit.saved")
    german(page, "measures.friendly_title").fill("Meine Fassung")
    german(page, "measures.title_field").fill("Vorstellung des Beirats in Schulen")
    save(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Fassung der Kollegin").wait_for()
    assert dialog.get_by_text("Meine Fassung").count() == 1
    assert axe() == []
    dialog.get_by_role("radio", name=re.compile(WORDS["kit.conflict_theirs"])).check()
    dialog.get_by_role("button", name=WORDS["kit.conflict_take"]).click()
    said(page, "kit.saved")
    assert german(page, "measures.friendly_title").input_value() == "Fassung der Kollegin"
    assert german(page, "measures.title_field").input_value() == "Vorstellung des Beirats in Schulen"


def test_a_draft_survives_a_reload(page, desk):
    desk("/team/massnahmen/4#texte")
    german(page, "measures.summary").fill("Noch nicht fertig gedacht")
    page.locator(".save-bar", has_text=WORDS["kit.draft_saved"].partition("{")[0]).wait_for()
    page.reload()
    page.wait_for_selector("main h1")
    page.get_by_text(WORDS["kit.draft_restored"].partition("{")[0]).wait_for()
    assert german(page, "measures.summary").input_value() == "Noch nicht fertig gedacht"
    page.get_by_role("button", name=WORDS["kit.discard"]).click()
    assert german(page, "measures.summary").input_value() != "Noch nicht fertig gedacht"


def test_a_session_that_ends_in_the_middle_keeps_what_was_typed(page, context, desk, axe):
    desk("/team/massnahmen/12#texte")
    german(page, "measures.friendly_title").fill("Vielfalt im Rathaus")
    context.clear_cookies()
    save(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=WORDS["team.role_project_manager"]).first.click()
    assert axe() == []
    dialog.get_by_role("button", name=WORDS["team.sign_in"], exact=True).click()
    dialog.get_by_role("button", name=WORDS["team.confirm"]).click()
    said(page, "kit.saved")
    assert german(page, "measures.friendly_title").input_value() == "Vielfalt im Rathaus"


def test_the_preview_shows_what_is_not_saved(page, desk, axe):
    desk("/team/massnahmen/11#texte")
    german(page, "measures.friendly_title").fill("Noch ein Entwurf")
    page.get_by_role("button", name=WORDS["measures.preview"]).click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".measure-preview h3", has_text="Noch ein Entwurf").wait_for()
    assert axe() == []
    dialog.get_by_label(PUBLIC["site.language"]).select_option("ar")
    assert dialog.locator(".measure-preview [dir=rtl]").count() > 0
    link = dialog.get_by_role("link", name=WORDS["measures.public_page"])
    assert link.get_attribute("href") == "/ar/massnahmen/11"


def test_translations_are_saved_one_by_one_and_the_next_is_at_hand(page, desk, axe):
    desk("/team/uebersetzungen?language=pl&state=machine")
    fields = page.locator(".translation textarea")
    fields.nth(1).wait_for()
    fields.first.fill("Przykład")
    fields.first.press("Control+Enter")
    page.locator(".translation .text-state-reviewed").wait_for()
    assert fields.nth(1).evaluate("field => field === document.activeElement")
    assert axe() == []
    page.reload()
    states = page.get_by_role("group", name=WORDS["translations.state"])  # each text has a button of this name, too
    states.get_by_role("button", name=WORDS["kit.text_reviewed"]).click()
    page.locator(".translation .text-state-reviewed").first.wait_for()  # the list of the other state has gone
    assert "Przykład" in [field.input_value() for field in page.locator(".translation textarea").all()]


def test_who_only_reads_sees_no_way_to_change(page, desk, axe):
    desk("/team/massnahmen/3", role="council_member")
    page.get_by_role("tab", name=WORDS["measures.part_plan"]).click()
    page.locator(".plan-bar").first.wait_for()
    assert page.get_by_role("slider").count() == 0
    assert page.locator(".save-bar, .quick-entry").count() == 0
    assert page.get_by_role("tab", name=PUBLIC["measure.logbook"]).count() == 0
    assert axe() == []


SCREENS = (
    "/team/massnahmen", "/team/massnahmen/13#stand", "/team/massnahmen/1#plan", "/team/massnahmen/1#texte",
    "/team/massnahmen/1#angaben", "/team/massnahmen/1#abschluss", "/team/massnahmen/1#logbuch",
    "/team/uebersetzungen?state=machine", "/team/sachstand", "/team/massnahmen/1/sachstand",
)  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
def test_screens_are_whole_in_light_and_dark(page, site, desk, watch, axe, width):
    page.set_viewport_size({"width": width, "height": 900})
    desk("/team")
    for path in SCREENS:
        page.goto("about:blank")  # another fragment of the same address would load nothing
        page.goto(f"{site}{path}")
        page.wait_for_selector("main h1")
        page.wait_for_selector(".await", state="detached")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, scheme)
            assert axe(colours=scheme == "dark") == [], (path, scheme)
    assert watch.errors == []
    assert watch.elsewhere == []


def test_the_status_report_prints_without_what_is_not_its_own(page, desk):
    desk("/team/massnahmen/1/sachstand")
    assert page.locator("nav:visible").count() > 0
    page.emulate_media(media="print")
    assert page.locator("nav:visible, main button:visible").count() == 0
    assert page.locator(".report-block:visible").count() >= 4
