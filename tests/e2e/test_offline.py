"""Without a network: what was seen stays readable and says from when it is; what was not seen says so kindly."""

import json
import re

import pytest

from api.settings import ROOT

WORDS = json.loads((ROOT / "frontend/messages/de.json").read_text())
STAND = re.compile(re.escape(WORDS["site.stand"].partition("{when}")[0]) + r"\d{1,2}\. \w+ \d{4}")
# a promise, because the site's policy forbids the evaluations that waiting for a condition is made of
CONTROLLED = """new Promise(done => navigator.serviceWorker.controller ? done()
  : navigator.serviceWorker.addEventListener("controllerchange", () => done()))"""
REGISTERED = "navigator.serviceWorker.getRegistrations().then(all => all.map(one => new URL(one.scope).pathname))"


@pytest.fixture
def seen(page, site):
    """Opens a page once the worker of its language is at work, so that the page is kept."""

    def visit(path):
        page.goto(f"{site}/de/")
        page.evaluate(CONTROLLED)
        page.goto(site + path)
        page.wait_for_selector("main h1")
        page.wait_for_selector("main .await", state="detached")
        page.wait_for_selector(".funders")

    return visit


def test_a_page_once_seen_stays_readable_and_says_from_when_it_is(page, context, seen):
    seen("/de/massnahmen/3")
    heading, milestones = page.locator("h1").inner_text(), page.locator("main li").count()
    assert page.get_by_text(STAND).count() == 0
    context.set_offline(True)
    page.reload(wait_until="domcontentloaded")
    page.get_by_text(STAND).first.wait_for()
    assert page.locator("h1").inner_text() == heading
    assert page.locator("main li").count() >= milestones > 5
    context.set_offline(False)
    page.reload(wait_until="domcontentloaded")
    page.wait_for_selector("main h1")
    assert page.get_by_text(STAND).count() == 0


def test_a_page_never_seen_says_so_kindly(page, context, site, seen):
    seen("/de/programm")
    context.set_offline(True)
    page.goto(f"{site}/de/massnahmen/5", wait_until="domcontentloaded")
    page.get_by_text(WORDS["error.network"]).first.wait_for()
    assert page.get_by_role("button", name=WORDS["error.retry"]).count() >= 1
    context.set_offline(False)
    page.get_by_role("button", name=WORDS["error.retry"]).first.click()
    page.wait_for_selector("main h1")
    assert page.get_by_text(WORDS["error.network"]).count() == 0


def test_the_anonymous_box_is_never_controlled(page, site, seen):
    seen("/de/programm")
    assert page.evaluate(REGISTERED) == ["/de/"]
    page.goto(f"{site}/kummerkasten/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    kept = "caches.keys().then(names => Promise.all(names.map(async name => (await (await caches.open(name)).keys())"
    kept = page.evaluate(kept + ".map(one => new URL(one.url).pathname)))).then(all => all.flat())")
    assert any(path == "/de/programm" for path in kept)
    assert not any("kummerkasten" in path for path in kept)
