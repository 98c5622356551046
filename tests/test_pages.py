"""The shell the server renders: language and state in the address, real 404, titles, previews, preloads."""

import json
import re

import pytest
from sqlalchemy import text

from api.settings import ROOT

CODES = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"]
BUILT = (ROOT / "frontend" / "dist" / "shell.json").exists()
pytestmark = pytest.mark.skipif(not BUILT, reason="the front end is not built: ./wik setup")


def one(pattern, html):
    found = re.findall(pattern, html)
    assert len(found) == 1, (pattern, found)
    return found[0]


@pytest.mark.parametrize("code", CODES)
def test_a_page_speaks_its_language(demo, code):
    answer = demo.get(f"/{code}/massnahmen/3")
    html = answer.text
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert one(r'<html lang="([^"]+)"', html) == ("de" if code == "de-simple" else code)
    assert one(r'<html [^>]*dir="(ltr|rtl)"', html) == ("rtl" if code == "ar" else "ltr")
    friendly = demo.get(f"/api/v1/measures/3?lang={code}").json()["friendly_title"]["text"]
    assert friendly in one(r"<title>(.*?)</title>", html)
    assert f"/vorschau/{code}.png" in one(r'property="og:image" content="([^"]+)"', html)
    assert "%" not in one(r"<title>(.*?)</title>", html)


def test_every_language_is_linked_but_not_plain_german(demo):
    html = demo.get("/pl/massnahmen/3").text
    links = dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
    assert set(links) == {*CODES, "x-default"} - {"de-simple"}
    assert links["tr"] == "http://localhost:8000/tr/massnahmen/3"
    assert one(r'rel="canonical" href="([^"]+)"', html) == "http://localhost:8000/pl/massnahmen/3"


def test_every_page_of_the_build_answers_and_names_files_that_exist(demo):
    shell = json.loads((ROOT / "frontend" / "dist" / "shell.json").read_text())
    key = demo.get("/api/v1/organisations?limit=1").json()["items"][0]["key"]
    for route in shell["routes"]:
        path = route["pattern"].replace("{number}", "3").replace("{key}", key)
        html = demo.get(f"/de{path}").text
        assert one(r"<title>(.*?)</title>", html)
        for href in re.findall(r'(?:href|src)="(/assets/[^"]+)"', html):
            assert demo.get(href).status_code == 200, href
        for href in re.findall(r'rel="preload" as="fetch" crossorigin href="([^"]+)"', html):
            assert demo.get(href.replace("&amp;", "&")).status_code == 200, href


@pytest.mark.parametrize(
    "path",
    ["/de/massnahmen/77", "/de/massnahmen/x", "/de/nirgends", "/de/organisationen/nirgends", "/nirgends", "/xx/"],
)
def test_what_does_not_exist_is_a_page_with_status_404(demo, path):
    answer = demo.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "canonical" not in answer.text


@pytest.mark.parametrize(
    "path", ["/api/v1/nirgends", "/assets/nirgends.js", "/nirgends.php", "/vorschau/xx.png", "/problems/nirgends"]
)
def test_what_is_no_page_answers_with_a_problem(demo, path):
    answer = demo.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_addresses_without_a_language_lead_to_the_readers(demo):
    for path in ("/", "/massnahmen/3"):
        answer = demo.get(path, headers={"Accept-Language": "fr, uk;q=0.8, de;q=0.5"})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/uk{path}")
        assert answer.headers["Vary"] == "Accept-Language"
    assert demo.get("/", headers={"Accept-Language": "de-simple"}).headers["Location"] == "/de/"


def test_the_page_says_whether_it_shows_demo_data(demo, client):
    assert '<body data-demo="true"' in demo.get("/de/").text
    assert '<body data-demo="false"' in client.get("/de/").text


def test_what_a_profile_says_cannot_break_out_of_the_page(start):
    """Names come from data: they are escaped wherever they stand in the head."""
    client = start()
    with client.app.database.engine.begin() as connection:
        evil = json.dumps({"de": {"text": '"><script>alert(1)</script>', "state": "original"}})
        connection.execute(text("UPDATE measure SET friendly_title = :evil"), {"evil": evil})
    html = client.get("/de/massnahmen/3").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_pages_are_kept_and_revalidated_like_data(demo):
    first = demo.get("/de/programm")
    assert first.headers["Cache-Control"].startswith("public, max-age=30")
    assert demo.get("/de/programm", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_hashed_files_are_immutable_and_packed(demo):
    html = demo.get("/de/").text
    script = re.findall(r'src="(/assets/[^"]+\.js)"', html)[0]
    answer = demo.get(script, headers={"Accept-Encoding": "br"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert demo.get("/sw.js").headers["Cache-Control"] == "no-cache"
    assert demo.get("/index.html").status_code == 404
    assert demo.get("/shell.json").status_code == 404


def test_a_file_sent_many_times_stays_as_it_is(demo):
    answers = [demo.get("/icon.svg").headers.get_list("x-request-id") for _ in range(3)]
    assert [len(found) for found in answers] == [1, 1, 1]
    assert len({found[0] for found in answers}) == 3
