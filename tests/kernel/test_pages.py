"""Page shells: the right head for each address and language, real 404s, and nothing of a stranger in them."""

import json
import re

import pytest

from api.kernel.problems import NotReady
from tests.kernel.toy import room

STAFF = "/api/v1/staff/toys"
TEMPLATE = """<!doctype html><html lang="%lang%" dir="%dir%"><head><title>%title%</title><!--head--></head>
<body data-demo="%demo%"></body></html>"""
TEXTS = {
    "home": "{site}",
    "home.text": "Alles aus {county}",
    "toy": "{name} – {site}",
    "toy.text": "{name}",
    "not_found.title": "Nicht da – {site}",
}
BUILD = {
    "routes": [
        {
            "pattern": "/",
            "title": "home",
            "description": "home.text",
            "operation": None,
            "preload": [],
            "name_from": None,
            "structured": None,
            "feed": None,
        },
        {
            "pattern": "/spielzeug/{number}",
            "title": "toy",
            "description": "toy.text",
            "operation": "/toys/{number}",
            "preload": ["/toys/{number}"],
            "name_from": "title",
            "structured": None,
            "feed": "/toys.atom",
        },
        {
            "pattern": "/namen/{name}",
            "title": "home",
            "description": "home.text",
            "operation": "/toys/called/{name}",
            "preload": [],
            "name_from": None,
            "structured": None,
            "feed": None,
        },
    ],
    "texts": {"de": TEXTS, "en": {**TEXTS, "not_found.title": "Not here – {site}"}},
    "assets": {"/spielzeug/{number}": ["assets/toy-1.js", "assets/toy-1.css"]},
    "locales": {"ar": "assets/ar-1.js"},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    (folder / "index.html").write_text(TEMPLATE)
    (folder / "shell.json").write_text(json.dumps(BUILD))
    return folder


@pytest.fixture
def client(toys, built):
    return toys.start(frontend_dir=built, public_url="https://kreis.example")


def title(answer):
    return re.search("<title>(.*?)</title>", answer.text)[1]


def make(client, name="Ball"):
    return client.post(STAFF, json={"name": name}).json()["id"]


@pytest.mark.parametrize(
    ("language", "tag", "direction", "wanted"),
    [
        ("de", "de", "ltr", "Der Ball – Spielzeug"),
        ("en", "en", "ltr", "The Ball – Toys"),
        ("ar", "ar", "rtl", "Der Ball – Spielzeug"),
        ("de-simple", "de", "ltr", "Der Ball – Spielzeug"),
    ],
)
def test_the_head_speaks_the_language_of_the_address(client, language, tag, direction, wanted):
    number = make(client)
    answer = client.get(f"/{language}/spielzeug/{number}", headers={"Accept-Language": "en"})
    assert (answer.status_code, title(answer)) == (200, wanted)
    assert f'<html lang="{tag}" dir="{direction}">' in answer.text
    assert answer.headers["Content-Language"] == tag
    assert f'<link rel="canonical" href="https://kreis.example/{language}/spielzeug/{number}">' in answer.text
    assert re.findall('hreflang="(.*?)"', answer.text) == ["de", "en", "ar", "x-default"]
    assert f'href="/api/v1/toys/{number}?lang={language}"' in answer.text
    assert '<link rel="modulepreload" href="/assets/toy-1.js">' in answer.text
    assert '<link rel="stylesheet" href="/assets/toy-1.css">' in answer.text
    assert (
        f'<link rel="alternate" type="application/atom+xml" title="{wanted}" '
        f'href="https://kreis.example/api/v1/toys.atom?lang={language}">'
    ) in answer.text
    assert "atom+xml" not in client.get(f"/{language}/").text
    assert ("/assets/ar-1.js" in answer.text) is (language == "ar")
    assert 'data-demo="false"' in answer.text
    assert not re.search("%[a-z]+%|<!--head-->", answer.text)


@pytest.mark.parametrize(
    "path", ["/de/nowhere", "/de/spielzeug/4711", "/de/spielzeug/x", "/de/spielzeug/1/2", "/de/spielzeug/%00"]
)
def test_what_is_not_there_is_404(client, path):
    answer = client.get(path)
    assert answer.status_code == (400 if "%00" in path else 404)
    assert not [key for key in client.app.cache._entries if key[0] == path]
    if answer.status_code == 404:
        assert title(answer) == "Nicht da – Spielzeug"
        assert 'name="robots" content="noindex"' in answer.text
    assert client.request("HEAD", path).content == b""


@pytest.mark.parametrize("path", ["/de", "/de/", "/de//"])
def test_slashes_at_the_end_do_not_make_another_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'rel="canonical" href="https://kreis.example/de/"' in answer.text
    assert answer.text.count('href="https://kreis.example/de/"') == 2  # itself and as an alternate


def test_a_name_is_text_and_not_markup(client):
    number = make(client, '<script>"%demo%')
    page = client.get(f"/de/spielzeug/{number}").text
    assert "<script>" not in page
    assert "Der &lt;script&gt;&quot;" in page


def test_an_address_is_no_markup_and_no_path(client):
    strange = "/de/namen/%22%3E%3Cscript%3E%3Flang=ar%23x%0D%0A"
    answer = client.get(strange)
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    canonical = re.search('rel="canonical" href="(.*?)"', answer.text)[1]
    assert canonical == "https://kreis.example/de/namen/%22%3E%3Cscript%3E%3Flang%3Dar%23x%0D%0A"


@pytest.mark.parametrize("name", ["a%3Flang=ar", "a%26limit=1", "a%25", "%2541", "a%0Ab"])
def test_a_page_reads_the_object_of_its_address_and_no_other(client, name):
    seen = []
    inner = client.app.cache.app

    async def watched(scope, receive, send):
        seen.append((scope["path"], scope["raw_path"], scope["query_string"]))
        await inner(scope, receive, send)

    client.app.cache.app = watched
    assert client.get(f"/de/namen/{name}").status_code == 200
    path, raw, query = seen[-1]
    assert (path, query) == (
        f"/api/v1/toys/called/{name}".replace("%3F", "?").replace("%26", "&").replace("%25", "%").replace("%0A", "\n"),
        b"lang=de",
    )
    assert raw.count(b"?") == 0


def test_a_page_is_kept_until_what_it_shows_changes(client):
    number = make(client)
    path = f"/de/spielzeug/{number}"
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    client.patch(f"{STAFF}/{number}", json={"name": "Kite"}, headers={"If-Match": '"1"'})
    assert client.get(path).headers["ETag"] == first.headers["ETag"]  # the title of a toy does not follow its name
    assert client.app.cache._entries[path, "", "de"].note.rooms == {"tests": 2}


def test_a_page_made_while_the_county_was_away_is_not_kept(client):
    """Else a moment without the database would be a page without a name until midnight."""
    number = make(client)

    def away(_session):
        raise NotReady

    room.DURING.append(away)
    first = client.get(f"/de/spielzeug/{number}")
    room.DURING.clear()
    second = client.get(f"/de/spielzeug/{number}")
    assert "Spielzeug" not in title(first)
    assert title(second) == "Der Ball – Spielzeug"


def test_a_page_that_may_not_be_read_now_is_not_a_page_that_is_gone(toys, built):
    """An object nobody could read because of a limit is 503, never 404: search engines would drop it."""
    client = toys.start(frontend_dir=built, reads_per_minute=2)
    number = make(client)
    assert client.get(f"/de/spielzeug/{number}").status_code == 503


@pytest.mark.parametrize(
    ("path", "accepted", "target"),
    [
        ("/", "ar", "/ar/"),
        ("/", "fr", "/de/"),
        ("/", "de-simple", "/de/"),
        ("/?a=b", "en", "/en/?a=b"),
        ("/spielzeug/1", "en-GB", "/en/spielzeug/1"),
        ("/namen/%0D%0ASet-Cookie:%20a=b", "de", "/de/namen/%0D%0ASet-Cookie%3A%20a%3Db"),
        ("/namen/%E2%82%AC", "de", "/de/namen/%E2%82%AC"),
    ],
)
def test_an_address_without_language_leads_to_the_readers(client, path, accepted, target):
    answer = client.get(path, headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["Location"]) == (303, target)
    assert "Set-Cookie" not in answer.headers
    assert (answer.headers["Vary"], answer.headers["Cache-Control"]) == ("Accept-Language", "no-store")


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/spielzeug/1", "/\\evil.example", "/.//evil.example"]
)
def test_nobody_is_led_to_another_site(client, path):
    answer = client.get(f"https://localhost{path}")
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_the_template_and_the_servers_file_are_not_served(client):
    for path in ("/index.html", "/shell.json", "/%73hell.json"):
        assert client.get(path).status_code == 404
