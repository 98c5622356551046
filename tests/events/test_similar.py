"""Next events like this: of the same topic or kind, ahead, published, always in the same order."""

import datetime as dt

import pytest

from tests.events.booked import START
from tests.events.test_listing import EVENTS, made
from tests.statements import statements


@pytest.fixture
def client(start):
    return start()


def like(client, number):
    answer = client.get(f"{EVENTS}/{number}/similar")
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


def test_topic_counts_most_then_kind_area_language_and_the_date(client):
    traits = {"topic": "founding", "languages": ["pl"]}
    number = made(client, **traits)
    by_kind = made(client, days=1, topic="other", area="07335", languages=["de"])
    by_topic = made(client, days=9, **traits, kind="encounter")
    in_language = made(client, days=8, topic="other", languages=["pl", "de"], area="07335")
    here_later, here = made(client, days=7, **traits), made(client, days=6, **traits)
    made(client, days=1, topic="other", kind="encounter", languages=["pl"])  # only the language is the same
    assert like(client, number) == [here, here_later, by_topic]
    assert like(client, by_kind)[0] == in_language


@pytest.mark.parametrize("state", ["draft", "archived", "cancelled", "postponed", "held"])
def test_only_what_one_can_come_to(client, state):
    number = made(client)
    made(client, days=1, state=state)
    made(client, days=-30)
    assert like(client, number) == []


def test_it_is_offered_for_what_is_over_or_cancelled_and_not_for_drafts(client):
    ahead = made(client, days=1)
    assert like(client, made(client, days=-30, state="held")) == [ahead]
    assert like(client, made(client, state="cancelled")) == [ahead]
    assert client.get(f"{EVENTS}/{made(client, state='draft')}/similar").status_code == 404
    assert client.get(f"{EVENTS}/999/similar").status_code == 404


def test_what_has_begun_is_no_longer_offered_though_the_answer_is_kept(client, clock):
    number, next_one = made(client, days=-30), made(client, registration=False)
    assert like(client, number) == [next_one]
    clock.moment = START - dt.timedelta(minutes=1)
    assert like(client, number) == [next_one]
    clock.moment = START
    assert like(client, number) == []


def test_as_many_statements_for_many(client):
    number = made(client)
    for days in range(1, 20):
        made(client, days=days)
    client.get(f"{EVENTS}/{number}/similar?lang=pl")
    with statements(client.app.database.engine) as seen:
        assert len(client.get(f"{EVENTS}/{number}/similar?lang=it").json()["items"]) == 3
    assert len(seen) <= 5
