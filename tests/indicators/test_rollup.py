"""How values add up: an undefined sum is refused, an incomplete one says so, and no gap becomes a zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.indicators.rollup import Undefined, Value, rolled
from api.indicators.tables import ObservationStatus as Status
from api.indicators.tables import Realisation

GAPS = [Status.missing, Status.later, Status.not_applicable]


def number(count, whole=None, **more):
    return Value(Status.given if count else Status.zero, count, whole, **more)


def realised(how):
    return Value(Status.given, realisation=Realisation(how))


counts = st.integers(0, 10**9).map(number)
shares = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: number(pair[0], sum(pair)))
gaps = st.one_of(st.none(), st.sampled_from(GAPS).map(Value))


@given(st.lists(counts, min_size=1), st.lists(gaps))
def test_a_sum_is_the_sum_of_what_came_in(came, not_there):
    found = rolled("sum", [*came, *not_there])

    assert found.numerator == sum(one.numerator for one in came)
    assert (found.status is Status.zero) == (found.numerator == 0)
    assert (found.counted, found.expected) == (len(came), len(came) + len(not_there))
    assert found.complete == (not not_there)


@given(st.lists(gaps, min_size=1), st.sampled_from(["sum", "last", "ratio", "coverage"]))
def test_of_nothing_but_gaps_nothing_is_known(not_there, rule):
    found = rolled(rule, not_there)

    assert (found.status, found.numerator, found.realisation) == (Status.missing, None, None)
    assert (found.counted, found.expected) == (0, len(not_there))


@given(st.lists(shares, min_size=1), st.lists(counts))
def test_a_ratio_is_of_the_sums_and_leaves_out_what_has_no_denominator(came, bare):
    found = rolled("ratio", [*came, *bare])

    assert found.numerator == sum(one.numerator for one in came)
    assert found.denominator == sum(one.denominator for one in came)
    assert (found.counted, found.expected) == (len(came), len(came) + len(bare))


@given(st.lists(gaps), counts, st.lists(gaps))
def test_the_last_is_the_latest_that_is_known(before, one, after):
    found = rolled("last", [number(7), *before, one, *after])

    assert found.numerator == one.numerator
    assert found.counted == len(before) + 2
    assert found.complete == (not after)


@given(st.lists(st.sampled_from(["yes", "no", "partly", "unknown"]), min_size=1))
def test_coverage_says_of_how_many_it_is_true(steps):
    found = rolled("coverage", [realised(one) for one in steps])

    known = [one for one in steps if one != "unknown"]
    assert found.numerator == (steps.count("yes") if known else None)
    assert found.denominator == (len(steps) if known else None)
    assert (found.counted, found.expected) == (len(known), len(steps))


def test_coverages_add_up():
    parts = [rolled("coverage", [realised("yes"), realised("no")]), rolled("coverage", [realised("yes"), None])]

    found = rolled("coverage", parts)

    assert (found.numerator, found.denominator) == (2, 4)
    assert not found.complete


@given(st.lists(st.lists(st.one_of(counts, gaps), min_size=1), min_size=1))
def test_a_sum_of_sums_is_the_sum_of_all(groups):
    """Whatever lies between."""
    whole = rolled("sum", [part for group in groups for part in group])
    found = rolled("sum", [rolled("sum", group) for group in groups])

    assert (found.status, found.numerator, found.complete) == (whole.status, whole.numerator, whole.complete)


def test_what_is_doubted_stays_doubted():
    found = rolled("sum", [number(3), Value(Status.unreliable, 4)])

    assert (found.status, found.numerator) == (Status.unreliable, 7)


def test_a_denominator_of_some_is_none_of_all():
    assert rolled("sum", [number(1, 10), number(2)]).denominator is None


@pytest.mark.parametrize("rule", ["none", "county_only", "wave", "average"])
def test_an_undefined_sum_is_refused(rule):
    with pytest.raises(Undefined):
        rolled(rule, [number(1)])


def test_of_no_parts_there_is_no_sum():
    with pytest.raises(Undefined):
        rolled("sum", [])
