"""Two counties that differ in hidden numbers alone: not one published byte, tag, size or order tells them apart.

Which cells are hidden does follow from the numbers, as it must; how much that tells is what the witnesses are about.
"""

from dataclasses import replace

import pytest

from tests.attacks.published import READERS, breakdowns, times
from tests.conftest import acting, somebody
from tests.indicators.approving import cross
from tests.indicators.entering import COUNTY
from tests.indicators.test_drafting import TRAITS, drafted, given, sign

MANAGER = somebody("project_manager", account=None)
FILES = (*READERS, ".csv-metadata.json", ".datapackage.json", ".chart.svg", ".chart.png")
PAGES = ("/releases", "/indicators", "/indicators/1.3b", "/catalogue.ttl", "/catalogue.jsonld")
FIRST = {("f", "yes"): 12, ("f", "no"): 3, ("m", "yes"): 9, ("m", "no"): 14}
SWAPPED = {("f", "yes"): 13, ("f", "no"): 2, ("m", "yes"): 8, ("m", "no"): 15}  # every margin stays
LATER = {("f", "yes"): 21, ("f", "no"): 8, ("m", "yes"): 16, ("m", "no"): 17}
UNLIKE = {("f", "yes"): 13, ("f", "no"): 3, ("m", "yes"): 9, ("m", "no"): 14}


def published(start, people):
    """All answers to the public after two releases, with their headers."""
    with acting(start(), MANAGER) as client:
        given(client, cross(TRAITS, people), area=COUNTY, period="2024")
        assert sign(client, drafted(client)).status_code == 201
        given(client, cross(TRAITS, LATER), area=COUNTY, period="2025")
        assert sign(client, drafted(client)).status_code == 201
        indicator = client.get("/api/v1/indicators/1.3b").json()
        found = {page: client.get(f"/api/v1{page}") for page in PAGES}
        for _, wish in breakdowns(client, indicator):
            for time in [*times(client, "P")][:5]:
                asked = replace(wish, query=(*wish.query, *time))
                for suffix in FILES if not time else READERS:
                    found[asked.of(suffix)] = client.get(asked.of(suffix))
        return {address: (one.status_code, one.content, dict(one.headers)) for address, one in found.items()}


@pytest.fixture
def first(start):
    return published(start, FIRST)


def hidden(answers):
    return sum(content.count(b'"suppressed"') for _, content, _ in answers.values())


def test_hidden_numbers_change_no_public_byte(start, first):
    other = published(start, SWAPPED)

    assert hidden(first) > 20
    assert {address for address in first if first[address] != other[address]} == set()
    assert {status for status, _, _ in first.values()} == {200}
    assert all(headers["etag"] for _, _, headers in first.values())


def test_shown_numbers_do(start, first):
    other = published(start, UNLIKE)

    assert len([address for address in first if first[address] != other[address]]) > len(FILES)
