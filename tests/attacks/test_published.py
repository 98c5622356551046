"""The attacker over everything the demo project publishes: it finds nothing, and everything where rules are naive."""

import io
import itertools
from dataclasses import replace

import openpyxl
import pytest
from sqlmodel import select

from api.indicators import approved, certificates
from api.indicators.codes import CLOSED, codes_of
from api.indicators.linking import Count
from api.indicators.periods import ProjectTime
from api.indicators.release_tables import Line, ReleaseCertificate
from api.indicators.rollup import Value
from api.indicators.tables import ObservationStatus
from api.indicators.withholding import withhold
from api.programme import project_time
from tests.attacks.knowledge import MEASURES, Book, Reading, World
from tests.attacks.published import (
    HIDDEN,
    READERS,
    Said,
    Spot,
    Wish,
    breakdowns,
    contradictions,
    downloaded,
    from_json,
    from_package,
    times,
)

WORLD = World(CLOSED, "07335")
PEOPLE = ("1.1b", "1.3b", "1.4b", "2.2", "4.3b", "4.4")


@pytest.fixture(scope="module")
def indicators(demo):
    return {one["code"]: one for one in demo.get("/api/v1/indicators?limit=200").json()["items"]}


def spot_of(place, dimensions):
    codes = codes_of(dimensions, place.dims)
    day = place.territory_date.isoformat()
    return Spot(place.area, place.period.code, tuple(codes.values()), place.source, place.basis, day, "")


@pytest.fixture(scope="module")
def truth(demo):
    """What was true of each release: by indicator, release, spot and measure."""
    found = {}
    with demo.app.database.reading() as session:
        project = ProjectTime(*project_time(session))
        dimensions = {one.code: one.dimensions for one in approved.indicators(session, person=True)}
        for row in session.exec(select(ReleaseCertificate).where(ReleaseCertificate.line == Line.persons)).all():
            for code, content in row.content.items():
                known = certificates.opened(content, project).known
                newest = {}
                for (count, _), number in sorted(known.items(), key=lambda one: one[0][1]):
                    measure = {"n": "numerator", "d": "denominator"}[count.measure]
                    newest[spot_of(count.place, dimensions[code]), measure] = number
                found.setdefault(code, {})[row.number] = newest
    return found


def everything(client, indicator, time):
    """All cells of one state, as JSON says them: each breakdown as fine as can be, of the county and of the areas."""
    found = {}
    for fine, wish in breakdowns(client, indicator):
        if fine:
            then = replace(wish, query=(*wish.query, *time))
            found |= from_json(downloaded(client, then), then)
    return found


@pytest.fixture(scope="module")
def books(demo, indicators, truth):
    found = {}
    for code in PEOPLE:
        one = indicators[code]
        inner = tuple(name for name in one["dimensions"] if name != "area")
        states = {number: everything(demo, one, (("release", f"P-{number}"),)) for number in truth[code]}
        found[code] = Book(code, inner, one["time_rule"], states, truth[code])
    return found


def test_there_is_something_to_find(books, indicators):
    small = {code: Reading(book, WORLD).smallest(indicators[code]["threshold"]) for code, book in books.items()}
    assert small["1.3b"] > 50
    assert small["1.4b"] > 20
    assert sum(bool(count) for count in small.values()) >= 4


@pytest.mark.parametrize("code", PEOPLE)
def test_nothing_is_found_in_what_was_published(books, indicators, code):
    assert Reading(books[code], WORLD).findings(indicators[code]["threshold"]) == []


def test_nothing_about_institutions_is_hidden(demo, indicators):
    for one in indicators.values():
        if not one["person"]:
            assert HIDDEN.status not in {said.status for said in everything(demo, one, ()).values()}


def test_shares_of_women_say_nothing_their_counts_do_not(demo, indicators):
    """Each is worked out again here, from what is public of the three counts: it is no further equation."""
    shares = everything(demo, indicators["X.1"], ())
    assert {said.status for said in shares.values()} >= {"value"}
    public = {code: everything(demo, indicators[code], ()) for code in ("1.3b", "1.4b", "4.3b")}
    for spot, share in shares.items():
        women, everybody = ([], [])
        for code, found in public.items():
            names = [name for name in indicators[code]["dimensions"] if name != "area"]
            for at, said in found.items():
                if (at.area, at.period) == (WORLD.county, spot.period):
                    codes = dict(zip(names, at.codes, strict=True))
                    rest = {value for name, value in codes.items() if name != "gender"}
                    if rest <= {"_T"} and codes["gender"] in {"f", "_T"}:
                        (women if codes["gender"] == "f" else everybody).append(said)
        if HIDDEN.status in {said.status for said in (*women, *everybody)}:
            assert share == HIDDEN
        elif share.status == "value":
            assert share.numerator == sum(said.numerator for said in women)
            assert share.denominator == sum(said.numerator for said in everybody)


def asked(client, indicator, *, all_times):
    """Questions in every format: the finest breakdowns now, with their history and at other times, the others now."""
    for fine, wish in breakdowns(client, indicator):
        then = [*times(client, "P")]
        for time in (then if all_times else then[:4]) if fine else [()]:
            yield replace(wish, query=(*wish.query, *time))


@pytest.mark.parametrize("all_times", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("code", PEOPLE)
def test_all_formats_tell_the_same(demo, indicators, code, all_times):
    number = 0
    for wish in asked(demo, indicators[code], all_times=all_times):
        said = from_json(downloaded(demo, wish), wish)
        for suffix, read in READERS.items():
            assert contradictions(said, read(downloaded(demo, wish, suffix), wish)) == [], wish.of(suffix)
        assert contradictions(said, from_package(demo, wish)) == [], wish
        number += len(said)
    assert number


@pytest.mark.parametrize("code", PEOPLE)
def test_every_way_to_ask_tells_what_the_releases_tell(demo, indicators, books, code):
    """A smaller breakdown, an area, a day in the past or a history shows no cell another way than its release does."""
    states = {f"P-{number}": found for number, found in books[code].releases.items()}
    known = {(spot, said) for found in states.values() for spot, said in found.items()}
    areas = sorted({spot.area for spot, _ in known}) if "area" in indicators[code]["dimensions"] else []
    for fine, wish in breakdowns(demo, indicators[code]):
        for time in [*times(demo, "P")][: None if fine else 3]:
            for area in ("", *areas) if fine and "area" not in dict(wish.query).get("by", "") else ("",):
                query = (*wish.query, *time, *((("area", area),) if area else ()))
                answer = demo.get(Wish(code, wish.dimensions, query).of(""))
                if answer.status_code == 422:
                    continue
                said = from_json(answer.content, wish)
                assert {*said.items()} <= known
                if ("as_of", "2000-01-01") in time:
                    assert not said


@pytest.mark.parametrize("suffix", [*READERS, ".csv-metadata.json", ".datapackage.json", ".chart.svg"])
def test_every_file_says_that_it_is_a_demo(demo, client, suffix):
    wish = Wish("1.3a", ("topic",), (("by", "area"), ("lang", "en")))
    told = downloaded(demo, wish, suffix)
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(told), read_only=True)
        told = str([*book.worksheets[0].values, *book.worksheets[1].values]).encode()
    assert b"demo" in told.lower()
    if suffix in {".csv", ".xlsx", ".sdmx.csv"}:  # in each row
        assert told.count(b"demo") >= len(from_json(downloaded(demo, wish), wish))
    if suffix not in {"", ".jsonstat.json"}:  # these say `false`
        assert b"demo" not in downloaded(client, wish, suffix).lower()


@pytest.mark.parametrize("suffix", ["jsonld", "ttl"])
def test_the_catalogue_says_that_it_is_a_demo(demo, client, indicators, suffix):
    address = f"/api/v1/catalogue.{suffix}?lang=en"
    told = demo.get(address).content.count(b"Demo: invented numbers")
    assert told == 1 + len(indicators)  # of itself and of each data set
    assert b"Demo: invented" not in client.get(address).content


# and what others do


def by_rule(books, code, hide, *, label=None):
    """The same numbers, published by another rule: `hide` says for each release which (spot, measure) it hides."""
    book = books[code]
    states = {}
    for release, found in book.releases.items():
        truth = {
            (spot, measure): book.truth[release][spot._replace(release=""), measure]
            for spot, measure in itertools.product(found, MEASURES)
            if (spot._replace(release=""), measure) in book.truth[release]
        }
        hidden = hide(truth, release)
        states[release] = {
            spot: HIDDEN if any((spot, one) in hidden for one in MEASURES) else Said(
                "value", None, truth.get((spot, "numerator")), truth.get((spot, "denominator"))
            )
            for spot in found
        }  # fmt: skip
    return Reading(replace(book, releases=states), WORLD, **({"label": label} if label else {}))


def lines_of(truth, dimensions):
    """Totals with their parts by one dimension, and the county with its areas: what one looks at by hand."""
    for spot, measure in truth:
        for place, name in enumerate(dimensions):
            parts = [
                (spot._replace(codes=(*spot.codes[:place], code, *spot.codes[place + 1 :])), measure)
                for code in (CLOSED[name] if spot.codes[place] == "_T" else ())
            ]
            parts = [one for one in ((same(truth, *part), measure) for part in parts) if one[0] is not None]
            if parts:
                yield [(spot, measure), *parts]
        if spot.area == WORLD.county:
            parts = [
                one for one in truth
                if one[0].area != WORLD.county and one[1] == measure
                and (one[0].period, one[0].codes) == (spot.period, spot.codes)
            ]  # fmt: skip
            if parts:
                yield [(spot, measure), *parts]


def same(truth, spot, measure):
    return next(
        (one for one, of in truth if of == measure and one._replace(release="") == spot._replace(release="")), None
    )


def primary(k):
    return lambda truth, _release: {one for one, count in truth.items() if 0 < count < k}


def two_gaps(k, dimensions):
    def hide(truth, release):
        lines = [*lines_of(truth, dimensions)]
        hidden, before = primary(k)(truth, release), None
        while hidden != before:
            before = set(hidden)
            for line in lines:
                if sum(one in hidden for one in line) == 1:
                    hidden.add(min((one for one in line if one not in hidden), key=lambda one: (truth[one], one)))
        return hidden

    return hide


RULES = {
    "primary cells alone": lambda k, _: (primary(k), None),
    "two gaps in each line": lambda k, dimensions: (two_gaps(k, dimensions), None),
    "less than five": lambda k, dimensions: (two_gaps(k, dimensions), (1, k - 1)),
}


@pytest.mark.parametrize("rule", RULES)
def test_naive_rules_betray_people(books, indicators, rule):
    k = indicators["1.3b"]["threshold"]
    hide, label = RULES[rule](k, books["1.3b"].dimensions)
    assert by_rule(books, "1.3b", hide, label=label).findings(k)


def test_releases_protected_each_for_itself_betray_people(demo, books, indicators):
    """The very protector, but without the memory of what was published before."""
    dimensions = indicators["1.3b"]["dimensions"]
    with demo.app.database.reading() as session:
        around = approved.surroundings(session, None)
        indicator = next(one for one in approved.indicators(session, person=True) if one.code == "1.3b")
        rows = session.exec(select(ReleaseCertificate)).all()
        contents = {row.number: row.content["1.3b"] for row in rows}
    hidden = {}
    for number, content in contents.items():
        known = certificates.opened(content, around.project).known
        newest = {}
        for (count, _), value in sorted(known.items(), key=lambda one: one[0][1]):
            newest[count] = value
        cells = {count.place: _value(newest, count.place) for count in newest}
        made, _ = withhold(indicator, cells, around, earlier=None, number=1, seed=bytes([number]))
        hidden[number] = {spot_of(place, dimensions) for place in made.hides()}

    def hide(truth, release):
        return {one for one in truth if one[0]._replace(release="") in hidden[release]}

    assert by_rule(books, "1.3b", hide).findings(5)


def _value(numbers, place):
    return Value(ObservationStatus.given, numbers.get(Count(place, "n")), numbers.get(Count(place, "d")))
