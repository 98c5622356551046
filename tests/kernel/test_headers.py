"""Security headers on every answer whatever its status, HSTS with https only, and who may read from other sites."""

import pytest

from api.kernel.headers import DATA_POLICY, PAGE_POLICY, is_private, policy

TOYS, STAFF = "/api/v1/toys", "/api/v1/staff/toys"
DOCUMENT = {
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
ROUTES = [
    ("GET", TOYS, {}, 200),
    ("HEAD", TOYS, {}, 200),
    ("GET", f"{TOYS}/4711", {}, 404),
    ("GET", f"{TOYS}/%00", {}, 400),
    ("GET", f"{TOYS}?limit=0", {}, 422),
    ("GET", f"{TOYS}/broken?word=x", {}, 500),
    ("DELETE", TOYS, {}, 405),
    ("OPTIONS", TOYS, {}, 405),
    ("GET", TOYS + "?limit=9", {"headers": {"Host": "evil.example"}}, 421),
    ("POST", STAFF, {"json": {}}, 422),
    ("POST", STAFF, {"content": b"x" * 300_000, "headers": {"Content-Type": "application/json"}}, 413),
    ("PATCH", f"{STAFF}/1", {"json": {"name": "x"}}, 428),
    ("PATCH", f"{STAFF}/1", {"json": {"name": "x"}, "headers": {"If-Match": "x"}}, 412),
    ("GET", "/api/v1/staff/nothing", {}, 404),
    ("GET", "/", {}, 303),
    ("GET", "/nowhere", {}, 404),
    ("GET", "/problems", {}, 200),
    ("GET", "/problems/not-found", {}, 200),
    ("GET", "/openapi.yaml", {}, 200),
    ("GET", "/openapi.json", {}, 200),
    ("GET", "/health/live", {}, 200),
    ("GET", "/health/ready", {}, 503),
    ("GET", "/de/", {}, 200),
    ("GET", "/de/nowhere", {}, 404),
]


@pytest.fixture(scope="module", autouse=True)
def _one_toy(shared):
    shared.post(STAFF, json={"name": "Ball"})
    yield
    with shared.app.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM toy")
        connection.exec_driver_sql("DELETE FROM audit_entry")


def ids(route):
    return f"{route[0]} {route[1]} {route[3]}"


@pytest.mark.parametrize("route", ROUTES, ids=ids)
def test_every_answer_has_the_security_headers(shared, route):
    method, url, options, status = route
    answer = shared.request(method, url, **options)
    assert answer.status_code == status, answer.text
    is_data = url.startswith(("/api", "/health", "/openapi"))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert {name: answer.headers.get(name) for name in DOCUMENT} == (dict.fromkeys(DOCUMENT) if is_data else DOCUMENT)
    assert answer.headers["Content-Security-Policy"] == (DATA_POLICY if is_data else PAGE_POLICY)
    assert "Strict-Transport-Security" not in answer.headers
    assert "Server" not in answer.headers
    for name in ("Content-Security-Policy", "Cache-Control", "Content-Type", "X-Content-Type-Options", "Vary"):
        assert len(answer.headers.get_list(name)) <= 1


@pytest.mark.parametrize(
    ("path", "camera"),
    [
        ("/team", "camera=(self)"),
        ("/team/veranstaltungen/12/check-in", "camera=(self)"),
        ("/teams", "camera=()"),
        ("/de/team", "camera=()"),
        ("/de/veranstaltungen/12", "camera=()"),
    ],
)
def test_only_the_staff_area_may_ask_for_the_camera_and_nobody_for_more(path, camera):
    assert policy(path, reads=True)["Permissions-Policy"] == f"{camera}, geolocation=(), microphone=()"


def test_a_304_repeats_only_what_concerns_the_stored_answer(shared):
    """The browser keeps the security headers of the 200 it has stored (RFC 9111, 4.3.4)."""
    shared.get(TOYS)
    answer = shared.get(TOYS, headers={"If-None-Match": "*"})
    assert answer.status_code == 304
    assert set(answer.headers) == {"etag", "cache-control", "vary", "access-control-allow-origin"}


@pytest.mark.parametrize("route", ROUTES, ids=ids)
def test_other_sites_read_public_data_and_nothing_else(shared, route):
    method, url, options, _ = route
    headers = {"Origin": "https://elsewhere.example", "Cookie": "a=b", **options.get("headers", {})}
    answer = shared.request(method, url, **{**options, "headers": headers})
    is_open = url.startswith("/api/v1/") and "/staff" not in url and method in {"GET", "HEAD"}
    assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if is_open else None)
    assert answer.headers["Cross-Origin-Resource-Policy"] == (
        "cross-origin" if url.startswith("/api/v1/") and "/staff" not in url else "same-origin"
    )
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_page_elsewhere_may_ask_whether_something_changed(shared):
    """A script that sends If-None-Match needs a preflight; only public data gives leave."""
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    leave = shared.request("OPTIONS", TOYS, headers={**asked, "Access-Control-Request-Headers": "if-none-match"})
    assert (leave.status_code, leave.headers["Access-Control-Allow-Headers"]) == (204, "If-None-Match")
    assert leave.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    refused = shared.request("OPTIONS", STAFF, headers=asked)
    assert refused.status_code == 405
    assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize("route", [route for route in ROUTES if "/staff" in route[1]], ids=ids)
def test_private_answers_are_never_kept(shared, route):
    answer = shared.request(route[0], route[1], **route[2])
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "/staff" not in str(list(shared.app.cache._entries))


def test_a_room_cannot_make_a_private_answer_public(shared):
    answer = shared.get(f"{STAFF}/careless")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize(
    ("path", "private"),
    [
        ("/api/v1/staff/toys", True),
        ("/api/v1/staff", True),
        ("/api/v1/me", True),
        ("/api/v1/session", True),
        ("/api/v1/terminals/1", True),
        ("/api/v1/audit.csv", True),
        ("/api/v1/measures", False),
        ("/api/v1/me-too", False),
        ("/api/v1/staffing", False),
        ("/api/v1/toys/staff/x", False),
        ("/de/staff/", False),
    ],
)
def test_which_paths_know_who_asks(path, private):
    assert is_private(path) is private


@pytest.mark.parametrize(
    "path", ["/api/v1/st%61ff/toys/careless", "/api/v1/staff%2Ftoys/careless", "/api/v1/%73taff/toys/careless?x=1"]
)
def test_percent_signs_do_not_make_a_private_path_public(shared, path):
    answer = shared.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert not [key for key in shared.app.cache._entries if "aff" in key[0]]


@pytest.mark.parametrize("url", [TOYS, f"{TOYS}/4711", "/problems", "/"])
def test_hsts_when_people_come_by_https(toys, url):
    client = toys.start(public_url="https://kreis.example")
    assert client.get(url).headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "",
        "localhost.evil.example",
        "localhost@evil.example",
        "[::2]",
        "kreis.example.",
        "xlocalhost",
        "localhost:8000@evil.example",
        "localhost:evil.example",
        "localhost:",
        "localhost, evil.example",
    ],
)
def test_a_host_that_is_none_of_ours_is_421(shared, host):
    answer = shared.get(f"{TOYS}/4711", headers={"Host": host})
    assert (answer.status_code, answer.json()["type"]) == (421, "/problems/unknown-host")
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]", "kreis.example", "also.example:443"]
)
def test_our_hosts_are_answered(toys, host):
    client = toys.start(public_url="https://kreis.example", allowed_hosts="also.example")
    assert client.get("/health/live", headers={"Host": host}).status_code == 200


def test_two_hosts_are_none(shared):
    """A proxy may take the one and this service the other."""
    answer = shared.request("GET", TOYS, headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert answer.status_code == 421


def test_no_answer_carries_what_the_host_header_said(shared):
    """A poisoned Host in a link, a redirect or a page would be kept and handed to others."""
    for url in (f"{TOYS}?limit=1", f"{TOYS}/4711", "/", "/problems", "/openapi.json", "/de/"):
        for name in ("X-Forwarded-Host", "X-Forwarded-Prefix", "X-Original-URL", "Forwarded", "X-HTTP-Method-Override"):
            answer = shared.get(url, headers={name: "evil.example"})
            assert "evil.example" not in answer.text + str(answer.headers)


def test_private_paths_are_asked_with_cookies_and_tokens_and_public_ones_without(shared):
    seen = {}
    inner = shared.app.cache.app

    async def watched(scope, receive, send):
        seen[scope["path"]] = {name for name, _ in scope["headers"]} & {b"cookie", b"authorization"}
        await inner(scope, receive, send)

    shared.app.cache.app = watched
    for path in (f"{STAFF}/careless", f"{TOYS}/4711"):
        shared.get(path, headers={"Cookie": "a=b", "Authorization": "Bearer x"})
    shared.app.cache.app = inner
    assert seen == {f"{STAFF}/careless": {b"cookie", b"authorization"}, f"{TOYS}/4711": set()}
