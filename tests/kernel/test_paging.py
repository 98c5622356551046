"""Walking the pages of a list yields every row once, in the same order, whatever the limit."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from api.kernel import paging
from api.kernel.language import texts
from api.kernel.paging import Wish
from api.kernel.problems import Invalid
from tests.kernel.toy.room import Toy

TOYS = "/api/v1/toys"
DAYS = [dt.date(2020, 1, 1), dt.date(2019, 7, 1), dt.date(2020, 1, 1)]


@pytest.fixture(scope="module")
def filled(shared):
    """Twenty-three toys, many on the same day, put in and taken out past the audit."""
    engine = shared.app.database.engine
    rows = [{"name": f"toy ä{n:02}", "title": texts("?"), "made_on": DAYS[n % 3], "revision": 1} for n in range(23)]
    with engine.begin() as connection:
        connection.execute(Toy.__table__.insert(), rows)
    yield shared
    with engine.begin() as connection:
        connection.execute(Toy.__table__.delete())


def walked(client, path, limit):
    pages, after = [], {}
    while True:
        answer = client.get(path, params={"limit": limit, **after})
        assert answer.status_code == 200, answer.text
        pages.append(answer.json()["items"])
        if answer.json()["next"] is None:
            assert "Link" not in answer.headers
            return pages
        after = {"after": answer.json()["next"]}


@given(limit=some.integers(1, 200), path=some.sampled_from([TOYS, f"{TOYS}/by-name"]))
@settings(max_examples=25, deadline=None)
def test_every_row_once_in_stable_order(filled, limit, path):
    pages = walked(filled, path, limit)
    assert all(len(page) == limit for page in pages[:-1])
    assert 0 < len(pages[-1]) <= limit
    items = [toy for page in pages for toy in page]
    order = [(toy["made_on"], toy["id"]) if path == TOYS else toy["name"] for toy in items]
    assert order == sorted(order)
    assert len(set(order)) == 23


def test_a_row_that_comes_or_goes_moves_no_other(client):
    for name in "abdef":
        client.post("/api/v1/staff/toys", json={"name": name})
    first = client.get(f"{TOYS}/by-name?limit=2").json()
    client.post("/api/v1/staff/toys", json={"name": "c"})
    client.post(
        "/api/v1/staff/toys", json={"name": "aa"}
    )  # before the place we have reached: never seen, shifts nothing
    rest = client.get(f"{TOYS}/by-name", params={"after": first["next"]}).json()
    assert [toy["name"] for toy in first["items"] + rest["items"]] == ["a", "b", "c", "d", "e", "f"]


def test_the_link_header_leads_on_and_keeps_the_filters(filled):
    answer = filled.get(f"{TOYS}?since=2020-01-01&limit=5&lang=en")
    address, _, relation = answer.headers["Link"].partition("; ")
    assert relation == 'rel="next"'
    url = urlsplit(address.strip("<>"))
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert (url.scheme, url.netloc, url.path) == ("", "", TOYS)
    assert query == {"since": "2020-01-01", "limit": "5", "lang": "en", "after": answer.json()["next"]}
    following = filled.get(address.strip("<>"))
    assert following.status_code == 200
    assert following.json()["items"][0]["id"] > answer.json()["items"][-1]["id"]


@pytest.mark.parametrize("path", ["/api/v1/t%6Fys", "/api/v1/toys/by-name"])
def test_the_link_header_is_one_whatever_the_address_looks_like(filled, path):
    link = filled.get(f"{path}?limit=1").headers["Link"]
    assert link.count("<") == link.count(">") == 1
    assert filled.get(link[1 : link.index(">")]).status_code == 200


def test_the_link_header_has_no_room_for_a_header_of_somebody_else(filled):
    """A path parameter with line breaks, quotes and letters beyond latin-1 stays percent-encoded."""
    strange = "/api/v1/toys/of/%0D%0ASet-Cookie:%20a=b%3E;%20rel=%22x%E2%82%AC"
    answer = filled.get(f"{strange}?limit=1")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    link = answer.headers["Link"]
    assert link.isascii()
    assert not set("\r\n") & set(link)
    assert link.count(">") == 1


def test_a_total_comes_only_when_asked_for(filled):
    assert filled.get(f"{TOYS}?limit=2").json()["total"] is None
    assert filled.get(f"{TOYS}?limit=2&count=true").json()["total"] == 23
    assert filled.get(f"{TOYS}?limit=2&count=true&since=2020-01-01").json()["total"] == 15


def test_the_last_full_page_knows_that_it_is_the_last(filled):
    assert filled.get(f"{TOYS}?limit=23").json()["next"] is None
    assert filled.get(f"{TOYS}?limit=22").json()["next"] is not None


@given(numbers=some.sets(some.integers(1, 50), max_size=20), limit=some.integers(1, 30))
@settings(max_examples=50)
def test_rows_at_hand_are_cut_like_rows_of_a_statement(numbers, limit):
    rows, found, after = sorted(numbers), [], None
    for _ in range(len(rows) + 1):
        part, after, total = paging.cut(rows, lambda number: number, Wish(limit=limit, after=after, count=True))
        found += part
        assert total == len(rows)
        if after is None:
            break
    assert found == rows


@pytest.mark.parametrize("cursor", ["", "x", "WyJhIl0", "WzEsMl0", "W3RydWVd", "WzEuNV0"])
def test_a_foreign_cursor_for_rows_at_hand_is_refused(cursor):
    with pytest.raises(Invalid):
        paging.cut([1, 2, 3], lambda number: number, Wish(after=cursor))


def test_paging_takes_the_same_statements_for_few_and_many(filled, statements):
    counts = []
    for limit in (2, 200):
        statements.clear()
        filled.get(f"{TOYS}?limit={limit}&lang=ar&since=2019-01-02")
        counts.append(len(statements))
    assert counts == [2, 2]  # the revisions and the rows
