"""Every page in the languages, widths and colour schemes that the accessibility statement names."""

import json
import re

import pytest

from api.settings import ROOT
from tests.e2e.conftest import DIST, opened

STATEMENT = json.loads((ROOT / "frontend/src/public/accessibility.json").read_text())["tests"]
NOT_FOUND = "not-found"
PATTERNS = [pattern for pattern in STATEMENT["pages"] if pattern != NOT_FOUND]
RIGHT_TO_LEFT = {"ar"}


def sound(page, axe, scheme):
    """Nothing is wider than the page, and axe finds nothing in this colour scheme."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    assert axe(colours=scheme != STATEMENT["schemes"][0]) == [], scheme


def test_the_statement_names_every_page_of_the_build():
    routes = [route["pattern"] for route in json.loads((DIST / "shell.json").read_text())["routes"]]
    assert sorted(STATEMENT["pages"]) == sorted([*routes, NOT_FOUND])


def test_the_shell_asks_for_files_that_are_there():
    asked = {file for files in json.loads((DIST / "shell.json").read_text())["assets"].values() for file in files}
    assert len(asked) > 10
    assert [file for file in asked if not (DIST / file).exists()] == []


def test_the_statement_names_the_narrowest_phone_and_both_directions():
    assert min(STATEMENT["widths"]) <= 320
    assert max(STATEMENT["widths"]) >= 1280
    assert set(STATEMENT["languages"]) >= {"de", "ar"}
    assert STATEMENT["schemes"] == ["light", "dark"]


@pytest.mark.parametrize("width", STATEMENT["widths"])
@pytest.mark.parametrize("language", STATEMENT["languages"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_page_is_whole_and_axe_finds_nothing(page, address, watch, axe, pattern, language, width):
    page.set_viewport_size({"width": width, "height": 800})
    answer = opened(page, address(pattern, language))
    assert answer.status == 200
    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == ("rtl" if language in RIGHT_TO_LEFT else "ltr")
    assert page.locator("h1").count() == 1
    assert "–" in page.title()
    assert "%" not in page.title()
    for scheme in STATEMENT["schemes"]:
        sound(page, axe, scheme)
    assert watch.errors == []
    assert watch.elsewhere == []


def test_pale_words_are_found_in_the_other_scheme(page, address, axe):
    opened(page, address("/", "de"))
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert axe(colours=True) == []
    page.locator("main h2").first.evaluate("one => { one.style.color = '#333'; one.style.background = '#222'; }")
    assert [rule for rule, _ in axe(colours=True)] == ["color-contrast"]


@pytest.mark.parametrize("width", STATEMENT["widths"])
@pytest.mark.parametrize("language", STATEMENT["languages"])
def test_a_page_that_is_not_there_says_so(page, site, axe, language, width):
    page.set_viewport_size({"width": width, "height": 800})
    answer = opened(page, f"{site}/{language}/massnahmen/99")
    assert answer.status == 404
    for scheme in STATEMENT["schemes"]:
        sound(page, axe, scheme)


def test_demo_data_is_labelled_on_every_page(page, address):
    for pattern in PATTERNS:
        opened(page, address(pattern, "de"))
        assert page.locator("body").get_attribute("data-demo") == "true", pattern
        assert page.get_by_text(re.compile("Demo|Beispieldaten")).count() > 0, pattern
