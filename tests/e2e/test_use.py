"""What a visitor does with the site: walk the timeline by keyboard, print, switch the language."""

import json
import re

import pytest

from api.settings import ROOT
from tests.e2e.conftest import opened
from tests.e2e.test_every_page import PATTERNS

WORDS = {code: json.loads((ROOT / f"frontend/messages/{code}.json").read_text()) for code in ("de", "ar", "en")}
DATE = re.compile(r"\d{1,2}\. \w+ 20\d\d")
FOCUSED = "document.activeElement.closest('[data-lane]') && [...document.querySelectorAll('[data-lane]')]"
FOCUSED += ".indexOf(document.activeElement)"
OUTLINE = "getComputedStyle(document.activeElement)"


def test_the_timeline_is_walked_by_keyboard_and_tells_its_dates(page, address):
    opened(page, address("/zeitplan", "de"))
    rows = page.locator("[data-lane]")
    last = rows.count() - 1
    assert last > 20
    rows.first.focus()
    for key, row in [("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", last), ("ArrowDown", last)]:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == row, key
    page.keyboard.press("Home")
    assert page.evaluate(FOCUSED) == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    outline = page.evaluate(f"[{OUTLINE}.outlineStyle, parseFloat({OUTLINE}.outlineWidth)]")
    assert outline[0] != "none", "nobody sees where the keyboard is"
    assert outline[1] >= 2
    words = page.locator(f"[id='{rows.first.get_attribute('aria-controls')}']")
    assert not words.is_visible()
    page.keyboard.press("Enter")
    assert rows.first.get_attribute("aria-expanded") == "true"
    assert len(DATE.findall(words.inner_text())) >= 2, "from when to when"
    assert DATE.search(rows.first.inner_text()), "a screen reader hears the dates without opening the row"


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("pattern", ["/", "/massnahmen/{number}", "/zeitplan", "/landkreis"])
def test_paper_shows_content_and_funder_but_no_navigation(page, address, pattern, language):
    opened(page, address(pattern, language))
    page.wait_for_selector(".funders")
    assert page.locator("nav:visible").count() >= 2, "on the screen there is something to hide"
    page.emulate_media(media="print")
    assert page.locator("nav:visible, .languages:visible").count() == 0
    assert page.locator("main h1").is_visible()
    assert len(page.locator("main").inner_text()) > 300
    assert page.locator(".funders p").first.is_visible()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_funder_is_named_on_every_page(page, address, site, pattern):
    lines = [funder["line"]["text"] for funder in page.request.get(f"{site}/api/v1/county").json()["funders"]]
    assert lines
    opened(page, address(pattern, "de"))
    page.wait_for_selector(".funders")
    for line in lines:
        assert page.locator(".funders").get_by_text(line).is_visible()


@pytest.mark.parametrize("pattern", ["/", "/massnahmen/{number}", "/barrierefreiheit"])
def test_switching_the_language_keeps_the_page(page, address, pattern):
    opened(page, address(pattern, "de"))
    german = page.locator("h1").inner_text()
    page.locator(".languages-button").click()
    page.locator("#languages a[hreflang=ar]").click()
    page.wait_for_url(address(pattern, "ar"))
    page.wait_for_selector("html[lang=ar][dir=rtl]")
    heading = page.locator("main h1", has_text=re.compile(r"[\u0600-\u06ff]{3}"))
    heading.wait_for()
    assert page.locator("h1").count() == 1
    assert heading.inner_text() != german
    assert heading.evaluate("element => element.closest('[lang]').lang") == "ar"


KEYS = sorted(WORDS["de"], key=len, reverse=True)
KEY = re.compile(r"(?<![\w./-])(" + "|".join(map(re.escape, KEYS)) + r")(?![\w/-])")


def test_a_key_among_words_is_found():
    assert KEY.findall("Hier steht a11y.method, dort nichts.") == ["a11y.method"]
    assert KEY.findall("https://example.org/site.demo") == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_nobody_reads_the_key_of_a_text_or_a_place_left_open(page, address, pattern, language):
    opened(page, address(pattern, language))
    read = page.locator("body").inner_text()
    assert KEY.findall(read) == []
    left_open = re.findall(r"\{\w+\}|\bundefined\b|\bNaN\b|\[object", page.locator("main").inner_text())
    assert [one for one in left_open if pattern != "/schnittstelle" or not one.startswith("{")] == []
