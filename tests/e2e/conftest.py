"""A service on a real port, and Chromium as this machine has it."""

import os
import re
from pathlib import Path

import pytest

from api.main import create_app
from api.settings import Settings
from tests.conftest import NOON, SECRET, TestClock
from tests.live import serving

ROOT = Path(__file__).parents[2]
DIST = ROOT / "frontend/dist"
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the Chromium that was found; as root it needs to be told that nothing else protects the machine."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": os.environ["WIK_CHROMIUM"], "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A reader of English, wherever the browser was built."""
    return {**browser_context_args, "locale": "en-US"}


@pytest.fixture
def context(context):
    """The browser's day is the server's."""
    context.clock.set_fixed_time(NOON)
    return context


@pytest.fixture(scope="session")
def site(bases, tmp_path_factory):
    """The address of the service, without a slash at its end."""
    if not (DIST / "index.html").exists():
        pytest.skip("the front end is not built: ./wik setup")
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    filled, folder = bases.copy("sqlite", demo=True), tmp_path_factory.mktemp("site")
    app = create_app(Settings(DATABASE_URL=filled, data_dir=folder, secret=SECRET, **wide), clock=TestClock())
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def organisation(site, playwright):
    request = playwright.request.new_context()
    items = request.get(f"{site}/api/v1/organisations?limit=1").json()["items"]
    request.dispose()
    return items[0]["key"]


@pytest.fixture
def address(site, organisation):
    examples = {"{number}": "3", "{code}": "1.3a", "{key}": organisation}

    def make(pattern, language):
        return f"{site}/{language}" + re.sub(r"\{\w+\}", lambda found: examples[found[0]], pattern)

    return make


def opened(page, address):
    """Open a page and wait until it has drawn what it fetched."""
    answer = page.goto(address, wait_until="networkidle")
    page.wait_for_selector("main h1")
    page.wait_for_selector(".await", state="detached")
    return answer


def people(page, site):
    return page.request.get(f"{site}/api/v1/session").json()["demo"]


def signed_in(page, site, person):
    """Sign in over the API and return the permissions of the person."""
    page.context.clear_cookies()
    secret = {"email": person["email"], "password": person["password"]}
    answer = page.request.post(f"{site}/api/v1/session", data=secret, headers=SAME_SITE)
    if answer.json()["state"] == "second_factor":
        answer = page.request.post(f"{site}/api/v1/session/code", data={"code": person["code"]}, headers=SAME_SITE)
    assert answer.json()["state"] == "signed_in"
    return set(page.request.get(f"{site}/api/v1/me").json()["permissions"])


def sign_in(page, site, role):
    """Sign in with a demo role, as its button on the sign-in page does; return its permissions."""
    return signed_in(page, site, next(one for one in people(page, site) if one["role"] == role))


@pytest.fixture
def desk(page, site):
    """Opens a page of the staff area for a demo role; the project manager's unless said otherwise."""

    def visit(path, role="project_manager", on=page):
        sign_in(on, site, role)
        opened(on, f"{site}{path}")
        return on

    return visit


class Watch:
    """What a page did behind the scenes: errors it logged, scripts that broke, addresses it asked."""

    def __init__(self, page, site):
        self.site = site
        self.errors, self.elsewhere = [], []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: line.type in {"error", "warning"} and self.errors.append(line.text))
        page.on("request", self._asked)

    def _asked(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.elsewhere.append(request.url)


@pytest.fixture
def watch(page, site):
    return Watch(page, site)


# what passes is only counted: to describe every element that does costs axe three times as much
_FINDINGS = """async (wanted) => {
  const { passes, violations } = await axe.run(document, { runOnly: wanted, resultTypes: ["violations"] });
  const found = violations.map(({ id, nodes }) => [id, nodes.slice(0, 5).map(({ html }) => html.slice(0, 120))]);
  return [passes.length, found];
}"""
_OF_COLOUR = ["color-contrast", "link-in-text-block"]


@pytest.fixture
def axe(page):
    """Gives the findings of axe for the page as it stands: rule, and the elements it is about.

    With `colours`, for a page that was looked at in another colour scheme: what depends on colours alone.
    """

    def run(*, colours=False):
        if page.evaluate("typeof axe") == "undefined":  # half a megabyte: once for each page
            page.evaluate(AXE.read_text())
        everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        passes, violations = page.evaluate(_FINDINGS, _OF_COLOUR if colours else everything)
        assert passes > (0 if colours else 10), "axe looked at next to nothing"
        return violations

    return run
