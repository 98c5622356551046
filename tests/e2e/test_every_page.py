"""Every page, in a left-to-right and a right-to-left language, on the narrowest phone and on a desk."""

import json
import re

import pytest

from tests.e2e.conftest import DIST

SHELL = json.loads((DIST / "shell.json").read_text()) if (DIST / "shell.json").exists() else {"routes": []}
PATTERNS = [route["pattern"] for route in SHELL["routes"]]
LANGUAGES = {"de": "ltr", "ar": "rtl"}
WIDTHS = (320, 1280)


@pytest.fixture(scope="session")
def organisation(site, playwright):
    request = playwright.request.new_context()
    items = request.get(f"{site}/api/v1/organisations?limit=1").json()["items"]
    request.dispose()
    return items[0]["key"]


@pytest.fixture
def address(site, organisation):
    examples = {"{number}": "3", "{key}": organisation}

    def make(pattern, language):
        return f"{site}/{language}" + re.sub(r"\{\w+\}", lambda found: examples[found[0]], pattern)

    return make


def opened(page, address):
    """Open a page and wait until it has drawn what it fetched."""
    answer = page.goto(address, wait_until="networkidle")
    page.wait_for_selector("main h1")
    page.wait_for_function("!document.querySelector('[aria-busy=true]')")
    return answer


def test_no_page_is_forgotten():
    assert len(PATTERNS) >= 12


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_page_is_whole_and_axe_finds_nothing(page, address, watch, axe, pattern, language, width):
    page.set_viewport_size({"width": width, "height": 800})
    answer = opened(page, address(pattern, language))
    assert answer.status == 200
    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == LANGUAGES[language]
    assert page.locator("h1").count() == 1
    assert "–" in page.title()
    assert "%" not in page.title()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    assert axe() == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert axe() == [], "in the dark"
    assert watch.errors == []
    assert watch.elsewhere == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_so(page, site, axe, language):
    answer = opened(page, f"{site}/{language}/massnahmen/99")
    assert answer.status == 404
    assert axe() == []


def test_demo_data_is_labelled_on_every_page(page, address):
    for pattern in PATTERNS:
        opened(page, address(pattern, "de"))
        assert page.locator("body").get_attribute("data-demo") == "true", pattern
        assert page.get_by_text(re.compile("Demo|Beispieldaten")).count() > 0, pattern
