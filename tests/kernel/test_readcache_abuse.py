"""What strangers try on the read cache: poisoned entries, crowds, memory, answers that were for somebody else."""

import asyncio
import datetime as dt
import json
from urllib.parse import quote, unquote

import pytest

from tests.kernel.test_readcache import make
from tests.kernel.toy import room


def _asked(client, path, *headers, query=b"", method="GET", receive=None):
    """Send a request with exactly these headers; return status, headers and body."""
    sent = []

    async def send(message):
        sent.append(message)

    async def nothing():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": method, "path": unquote(path), "raw_path": path.encode(), "query_string": query,
        "headers": [(b"host", b"localhost"), *headers], "client": ("203.0.113.9", 1),
    }  # fmt: skip
    client._portal.call(client.app, scope, receive or nothing, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], {name.lower(): value for name, value in sent[0]["headers"]}, body


def test_two_language_headers_do_not_poison_the_entry_of_one(client):
    """The key and the answer must be made from the same header, whichever of the two that is."""
    toy = make(client)
    path = f"/api/v1/toys/{toy['id']}"
    for pair in ((b"en", b"de"), (b"de", b"en")):
        _asked(client, path, *((b"accept-language", value) for value in pair))
    for code, title in (("de", "Der Ball"), ("en", "The Ball")):
        answer = client.get(path, headers={"Accept-Language": code})
        assert (answer.json()["title"]["text"], answer.headers["Content-Language"]) == (title, code)


def test_no_other_header_reaches_what_fills_an_entry(client):
    make(client)
    seen = []
    inner = client.app.cache.app

    async def watched(scope, receive, send):
        seen.extend(name for name, _ in scope["headers"])
        await inner(scope, receive, send)

    client.app.cache.app = watched
    names = [
        b"x-forwarded-host",
        b"origin",
        b"range",
        b"user-agent",
        b"x-http-method-override",
        b"forwarded",
        b"content-type",
    ]
    _asked(client, "/api/v1/toys", *((name, b"x") for name in names), (b"accept-language", b"ar"))
    assert sorted(seen) == [b"accept-language", b"host"]


def test_a_body_beside_a_get_is_not_read(client):
    """Nobody can hold up those who wait for the same answer with a body that never comes."""
    make(client)

    async def never():
        raise AssertionError

    headers = [(b"content-type", b"application/json"), (b"content-length", b"10")]
    status, _, body = _asked(client, "/api/v1/toys", *headers, receive=never)
    assert (status, len(json.loads(body)["items"])) == (200, 1)


def test_many_who_ask_at_once_cost_one_reading(client, statements):
    make(client)
    statements.clear()
    answers = client.together(*[("GET", "/api/v1/toys", {})] * 30)
    assert {answer.content for answer in answers} == {answers[0].content}
    assert len([one for one in statements if "FROM toy" in one]) == 1


def test_many_who_ask_at_once_for_what_is_not_kept_are_all_answered(client):
    answers = client.together(*[("GET", "/api/v1/toys/4711", {})] * 30)
    assert {answer.status_code for answer in answers} == {404}
    assert not client.app.cache._making


def test_who_waited_for_a_reading_older_than_a_write_reads_again(client):
    """A write that is acknowledged while others wait for an answer made before it is in their answer."""
    make(client)
    inner, asked = client.app.cache.app, []

    async def delayed(scope, receive, send):
        async def late(message):
            if message["type"] == "http.response.start" and len(asked) == 1:
                asked.append(client.app.cache.app)
                client.app.cache.app = inner
                await asyncio.to_thread(_written, client.app.database)
            await send(message)

        asked.append(scope["path"])
        await inner(scope, receive, late)

    client.app.cache.app = delayed
    answers = client.together(*[("GET", "/api/v1/toys", {})] * 3)
    client.app.cache.app = inner
    assert sorted(len(answer.json()["items"]) for answer in answers)[1:] == [2, 2]
    assert len(client.get("/api/v1/toys").json()["items"]) == 2


def _written(database):
    with database.writing() as session:
        room.make(session, room.ToyWish(name="Kite"))


def test_a_reading_that_crosses_midnight_is_good_for_the_old_day_only(client, clock):
    """Read at 23:59:59, finished after midnight: kept for the day it was read on, which is over."""
    make(client)
    clock.moment = dt.datetime(2026, 11, 22, 22, 59, 59, tzinfo=dt.UTC)
    inner = client.app.cache.app

    async def slow(scope, receive, send):
        await inner(scope, receive, send)
        clock.moment = dt.datetime(2026, 11, 22, 23, 0, 1, tzinfo=dt.UTC)

    client.app.cache.app = slow
    client.get("/api/v1/toys")
    client.app.cache.app = inner
    assert not filled_before(client, "/api/v1/toys")


def filled_before(client, path):
    """Say whether the very next answer comes from memory."""
    calls = []
    inner = client.app.cache.app

    async def counted(scope, receive, send):
        calls.append(scope["path"])
        await inner(scope, receive, send)

    client.app.cache.app = counted
    client.get(path)
    client.app.cache.app = inner
    return not calls


@pytest.mark.parametrize(
    "query", ["since=2019-01-01&limit=5", "limit=5&since=2019-01-01", "limit=%35&since=2019%2D01-01"]
)
def test_the_order_and_spelling_of_parameters_do_not_matter(client, query):
    make(client)
    client.get("/api/v1/toys?limit=5&since=2019-01-01")
    assert filled_before(client, f"/api/v1/toys?{query}")


@pytest.mark.parametrize("query", ["limit=5&limit=1", "limit=5&lang=ar&lang=de", "limit=5&x=1", "limit=5&Limit=5"])
def test_doubled_and_unknown_parameters_never_meet_an_entry(client, query):
    make(client)
    client.get("/api/v1/toys?limit=5")
    assert client.get(f"/api/v1/toys?{query}").status_code == 422
    assert len(client.app.cache._entries) == 1


def test_a_semicolon_does_not_separate_parameters(client):
    make(client)
    assert client.get("/api/v1/toys?limit=5;since=2020-01-01").status_code == 422


def test_a_path_with_percent_signs_is_an_entry_of_its_own(client):
    """`%2541` is `%41` for the router and not `A`: two addresses that mean different things never share an entry."""
    make(client)
    for name in ("A", "%41"):
        client.get(f"/api/v1/toys/called/{quote(name)}")
    assert client.get("/api/v1/toys/called/%41").json() == "A"
    assert client.get("/api/v1/toys/called/%2541").json() == "%41"
    # and so for those of our own readings that come with a decoded path
    read = client._portal.call(client.app.cache.read, "/api/v1/toys/called/%41", "", _scope())
    assert json.loads(read[1]) == "%41"


def _scope():
    return {
        "type": "http",
        "method": "GET",
        "path": "/de/",
        "raw_path": b"/de/",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }


def test_another_host_does_not_poison_an_entry(client):
    make(client)
    for host in (b"evil.example", b"localhost:1", b"LOCALHOST"):
        _asked(client, "/api/v1/toys?limit=1".partition("?")[0], (b"host", host), query=b"limit=1")
    make(client, "Kite")
    answer = client.get("/api/v1/toys?limit=1")
    assert answer.headers["Link"].startswith("</api/v1/toys?")


def test_an_answer_that_breaks_off_is_not_kept(client):
    make(client)
    status, _, body = _asked(client, "/api/v1/toys/half")
    assert (status, body) == (200, b"[1")
    assert not client.app.cache._entries


@pytest.mark.parametrize("path", ["/api/v1/toys/with-cookie", "/api/v1/toys/no-store"])
def test_what_is_for_one_reader_is_not_kept(client, path):
    make(client)
    assert client.get(path).status_code == 200
    assert not client.app.cache._entries


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (b"", None),
        (b"identity", None),
        (b"gzip;q=0.8", b"gzip"),
        (b"br;q=0.5, gzip;q=1", b"br"),
        (b"br;q=0, gzip", b"gzip"),
        (b"br;q=0.000", None),
        (b"brotli", None),
        (b"zebra", None),
        (b"x-gzip", None),
        (b"GZIP", b"gzip"),
        (b"gzip ; q=1.0 , br ; q=0.0", b"gzip"),
        (b"*", None),
    ],
)
def test_only_an_encoding_that_was_accepted_is_sent(client, accepted, encoding):
    for number in range(12):
        make(client, f"toy {number}")
    _, headers, _ = _asked(client, "/api/v1/toys", (b"accept-encoding", accepted))
    assert headers.get(b"content-encoding") == encoding


def test_long_heads_do_not_fill_the_memory(client):
    """Cached answers do not count against any limit, so what they make us remember is small, whatever was sent."""
    make(client)
    for number in range(50):
        _asked(client, "/api/v1/toys", (b"accept-language", b"x" * 60_000 + str(number).encode()))
        _asked(client, "/api/v1/toys", (b"accept-encoding", b"x" * 60_000 + str(number).encode()))
    kept = sum(len(part) for head in client.app.cache._known for part in head)
    assert kept < 10_000
    _asked(client, "/api/v1/toys", (b"accept-language", b"en;q=0.5," * 6_000))
    assert client.get("/api/v1/toys").status_code == 200


def test_long_addresses_count_as_memory(toys):
    client = toys.start(cache_bytes=200_000)
    make(client)
    for number in range(40):
        client.get("/api/v1/toys/of/" + "x" * 20_000 + str(number))
    assert sum(len(part) for key in client.app.cache._entries for part in key) < 200_000
    assert client.app.cache.size <= 200_000


def test_files_of_the_front_end_answer_304_too(toys, tmp_path):
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "sw.js").write_text("/* worker */" * 100)
    (folder / "assets" / "a-1234.js").write_text("/* code */" * 100)
    client = toys.start(frontend_dir=folder)
    for path, lifetime in (("/sw.js", "no-cache"), ("/assets/a-1234.js", "public, max-age=31536000, immutable")):
        first = client.get(path)
        assert (first.status_code, first.headers["Cache-Control"], first.headers["Vary"]) == (
            200,
            lifetime,
            "Accept-Encoding",
        )
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/../api/main.py").status_code == 404
    assert client.get("/assets/%2e%2e/sw.js").status_code == 404


def test_the_cache_does_not_get_round_the_check_of_the_host(client):
    client.get("/api/v1/toys")
    assert client.get("/api/v1/toys", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/api/v1/toys").status_code == 200
