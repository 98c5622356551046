"""In a real browser: scripts typed into texts stay texts, and a page elsewhere can do nothing in a person's name."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.conftest import SAME_SITE, opened, sign_in

SCRIPT = "alert(4711)"
PAYLOADS = [
    f"<script>{SCRIPT}</script>",
    f"<img src=x onerror={SCRIPT}>",
    f"<svg onload={SCRIPT}>",
    f"<svg><script>{SCRIPT}</script></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={SCRIPT}>",
    f"<iframe srcdoc='<script>{SCRIPT}</script>'></iframe>",
    f"<iframe src=javascript:{SCRIPT}></iframe>",
    f"<a href='javascript:{SCRIPT}'>click</a>",
    f"[click](javascript:{SCRIPT})",
    f"[click](JaVaScRiPt:{SCRIPT})",
    f"[click](&#106;avascript:{SCRIPT})",
    f"[click](data:text/html;base64,PHNjcmlwdD5hbGVydCg0NzExKTwvc2NyaXB0Pg==)",  # noqa: F541 - one of a row
    f'![x](x"onerror="{SCRIPT})',
    f"<details open ontoggle={SCRIPT}>",
    f"<input autofocus onfocus={SCRIPT}>",
    f"<body onload={SCRIPT}>",
    f"<form action=javascript:{SCRIPT}><button>click</button></form>",
    f'<noscript><p title="</noscript><img src=x onerror={SCRIPT}>">',
    f"</textarea><script>{SCRIPT}</script>",
    f"'\"><script>{SCRIPT}</script>",
    "{{constructor.constructor('alert(4711)')()}}",
    f"<style>@import 'javascript:{SCRIPT}';</style>",
    f"<link rel=stylesheet href=javascript:{SCRIPT}>",
    f"<object data=javascript:{SCRIPT}></object>",
    f"<template shadowrootmode=open><script>{SCRIPT}</script></template>",
]


@pytest.fixture
def dialogs(page):
    """Every dialog a page opened; each is closed."""
    seen = []
    page.on("dialog", lambda one: (seen.append(one.message), one.dismiss()))
    return seen


def written(page, method, path, body, **headers):
    """Send JSON as the person who is signed in."""
    answer = page.request.fetch(path, method=method, data=body, headers={**SAME_SITE, **headers})
    assert answer.ok, answer.text()
    return answer


def click_everything(page):
    """Click what looks like a link or button inside texts."""
    for one in page.locator("main a:has-text('click'), main button:has-text('click')").all():
        one.click(timeout=2000, no_wait_after=True)


def test_scripts_in_texts_stay_texts(page, site, dialogs):
    """Title, summary and logbook of a measure, read by staff and by visitors, previewed and in the history."""
    sign_in(page, site, "project_manager")
    base = f"{site}/api/v1/staff/measures/5"
    text = "\n\n".join(PAYLOADS)
    wish = {"friendly_title": [{"lang": "de", "text": PAYLOADS[1]}], "summary": [{"lang": "de", "text": text}]}
    written(page, "PATCH", base, wish, **{"If-Match": page.request.get(base).headers["etag"]})
    entry = {"day": "2026-11-20", "text": [{"lang": "de", "text": text}], "public": True}
    written(page, "POST", f"{base}/logbook", entry)
    for address in (f"{site}/de/massnahmen/5", f"{site}/de/programm", f"{site}/team/massnahmen/5", f"{site}/team"):
        opened(page, address)
        click_everything(page)
        page.wait_for_load_state("networkidle")
        assert dialogs == [], address
    opened(page, f"{site}/de/massnahmen/5")
    assert "onerror" in page.locator("h1").inner_text(), "the title is shown as it was typed"
    assert page.evaluate("document.querySelectorAll('main script, main iframe, main object, main form').length") == 0
    names = "[...document.querySelectorAll('main *')].flatMap(one => one.getAttributeNames())"
    assert [name for name in page.evaluate(names) if name.startswith("on")] == []


def test_the_same_list_opens_dialogs_where_nothing_guards(page, dialogs):
    """The control: the payloads are alive."""
    page.set_content("".join(PAYLOADS))
    page.wait_for_timeout(300)
    assert "4711" in dialogs


class Prize(BaseHTTPRequestHandler):
    """A page that promises something."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Win a prize</h1>")

    def log_message(self, *_):
        pass


@pytest.fixture
def evil():
    """A page on another port of the same host: the browser sends our cookie along."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Prize) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_elsewhere_changes_nothing(page, site, evil):
    sign_in(page, site, "project_manager")
    entries = f"{site}/api/v1/staff/measures/7/logbook"
    before = page.request.get(entries).json()
    page.goto(evil)
    seen = []
    page.on("requestfailed", lambda asked: seen.append(asked.failure))
    statuses = page.evaluate(
        """async (address) => {
            const body = JSON.stringify({ day: "2026-11-20", text: [{ lang: "de", text: "evil" }] });
            const tries = [
              { method: "POST", mode: "no-cors", body },
              { method: "POST", mode: "no-cors", body, headers: { "Content-Type": "text/plain" } },
              { method: "POST", body, headers: { "Content-Type": "application/json" } },
              { method: "DELETE" },
            ];
            const found = [];
            for (const one of tries) {
              found.push(await fetch(address, { credentials: "include", ...one }).then((r) => r.type, () => "refused"));
            }
            return found;
        }""",
        entries,
    )
    assert statuses == ["refused"] * 4
    assert sum("NotSameOrigin" in one for one in seen) == 2, f"the first two were sent, and the answer withheld: {seen}"
    page.set_content(
        f"<form method=post enctype=text/plain action='{entries}'><input name='{{\"day\":\"' value='\"}}'></form>"
    )
    page.evaluate("document.forms[0].submit()")
    page.wait_for_load_state()
    assert page.request.get(entries).json() == before


def test_the_same_change_from_our_own_page_arrives(page, site):
    """The control."""
    sign_in(page, site, "project_manager")
    opened(page, f"{site}/team")
    status = page.evaluate(
        """(address) => fetch(address, {
            method: "POST",
            body: JSON.stringify({ day: "2026-11-20", text: [{ lang: "de", text: "Test" }], public: false }),
            headers: { "Content-Type": "application/json" },
        }).then((answer) => answer.status)""",
        f"{site}/api/v1/staff/measures/7/logbook",
    )
    assert status == 201
