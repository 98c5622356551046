"""Every screen of the staff area that needs no number in its address: whole and clean, and for each role its own."""

import re

import pytest

from api.settings import ROOT
from tests.e2e.conftest import SAME_SITE, opened, people, sign_in, signed_in

ENTRY = re.compile(r'pattern: "(?P<pattern>[^"]+)".*?permissions: \[(?P<permissions>[^\]]*)\]', re.DOTALL)
ROUTES = [
    (found["pattern"], set(re.findall(r'"([^"]+)"', found["permissions"])))
    for found in ENTRY.finditer((ROOT / "frontend/src/staff/routes.ts").read_text())
]
SCREENS = [pattern for pattern, _ in ROUTES if ":" not in pattern]
NOT_FOUND = "Das haben wir nicht gefunden"
NARROW, ZOOMED, WIDE = 390, 640, 1280  # 640: 1280 at 200 % zoom


@pytest.fixture(scope="module")
def kept(browser, site):
    """The cookies of administrator and project manager, who together may open every screen, with what each may."""
    found = []
    for role in ("admin", "project_manager"):
        context = browser.new_context()
        page = context.new_page()
        held = sign_in(page, site, role)
        found.append((held, context.cookies()))
        context.close()
    return found


@pytest.mark.parametrize("pattern", SCREENS)
def test_the_screen_is_whole_and_axe_finds_nothing(page, site, watch, axe, kept, pattern):
    needed = dict(ROUTES)[pattern]
    page.context.add_cookies(next(cookies for held, cookies in kept if not needed or needed & held))
    for width, scheme in ((NARROW, "light"), (ZOOMED, None), (WIDE, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        if width == NARROW:
            opened(page, f"{site}{pattern}")
        assert page.locator("h1").count() == 1
        assert page.locator("h1").inner_text() != NOT_FOUND
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{overflow} px too wide at {width}"
        if scheme:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert axe() == [], (width, scheme)
    assert watch.errors == []
    assert watch.elsewhere == []


def test_every_role_sees_what_it_may_open_and_nothing_else(page, site):
    seen = set()
    for person in people(page, site):
        held = signed_in(page, site, person)
        opened(page, f"{site}/team")
        links = page.locator("nav.team-nav a").evaluate_all("all => all.map((one) => new URL(one.href).pathname)")
        allowed = {pattern for pattern, needed in ROUTES if not needed or needed & held}
        assert set(links) <= allowed, person["role"]
        seen.add(tuple(sorted(links)))
        for pattern in SCREENS:
            if pattern not in allowed:
                opened(page, f"{site}{pattern}")
                assert page.locator("h1").inner_text() == NOT_FOUND, (person["role"], pattern)
                break
    assert len(seen) > 3, "roles differ in what they see"


def test_right_to_left_is_mirrored_and_clean(page, site, axe):
    signed_in(page, site, people(page, site)[0])
    revision = page.request.get(f"{site}/api/v1/me").headers["etag"]
    try:
        page.request.patch(f"{site}/api/v1/me", data={"language": "ar"}, headers={**SAME_SITE, "If-Match": revision})
        opened(page, f"{site}/team")
        page.wait_for_selector("html[dir=rtl]")
        side = page.locator(".team-side").bounding_box()
        assert side["x"] > page.viewport_size["width"] / 2
        assert axe() == []
    finally:
        revision = page.request.get(f"{site}/api/v1/me").headers["etag"]
        page.request.patch(f"{site}/api/v1/me", data={"language": "de"}, headers={**SAME_SITE, "If-Match": revision})
