"""The rules, as pure functions: single cases by name, then properties."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.programme.progress import Calendar, Report, Status, mean_progress, progress, span, status
from api.programme.tables import Closed, StepKind

START = dt.date(2015, 7, 1)
EARLY, LATER = dt.date(2015, 8, 1), dt.date(2016, 2, 1)


def on(year, month, day):
    return Calendar(START, 3, dt.date(year, month, day))


def activity(start=None, end=None):
    return Report(StepKind.activity, None, start, end)


def phase(planned_end, start=None, end=None):
    return Report(StepKind.phase, planned_end, start, end)


def milestone(due, end=None):
    return Report(StepKind.milestone, due, None, end)


def test_three_years_from_july_2015_end_on_the_last_of_june_2018():
    assert on(2015, 7, 1).end == dt.date(2018, 6, 30)
    assert on(2015, 7, 1).quarters == 12


@pytest.mark.parametrize(
    ("day", "state", "quarter"),
    [
        ((2015, 6, 30), "planned", None),
        ((2015, 7, 1), "running", 1),
        ((2015, 9, 30), "running", 1),
        ((2015, 10, 1), "running", 2),
        ((2018, 6, 30), "running", 12),
        ((2018, 7, 1), "ended", None),
    ],
)
def test_the_project_quarter_of_a_day(day, state, quarter):
    calendar = on(*day)

    assert (calendar.state, calendar.quarter) == (state, quarter)


@pytest.mark.parametrize(
    ("steps", "day", "closed", "expected"),
    [
        ([activity(EARLY, EARLY)], (2016, 1, 1), Closed.stopped, Status.stopped),
        ([activity()], (2019, 1, 1), Closed.handed_over, Status.handed_over),
        ([activity(EARLY, EARLY), milestone(EARLY, LATER)], (2019, 1, 1), None, Status.done),
        ([activity(EARLY, EARLY), phase(LATER)], (2016, 3, 1), None, Status.done),
        ([activity(EARLY, EARLY), milestone(LATER)], (2018, 7, 1), None, Status.not_reported),
        ([activity(EARLY), phase(EARLY, EARLY)], (2018, 6, 30), None, Status.late),
        ([activity(), phase(EARLY)], (2015, 8, 1), None, Status.planned),
        ([activity(), phase(EARLY)], (2015, 8, 2), None, Status.late),
        ([activity(), milestone(EARLY)], (2015, 8, 2), None, Status.late),
        ([activity(), phase(EARLY, EARLY, LATER)], (2016, 3, 1), None, Status.running),
        ([activity(EARLY)], (2015, 9, 1), None, Status.running),
        ([activity(), phase(LATER)], (2015, 9, 1), None, Status.planned),
        ([], (2015, 9, 1), None, Status.planned),
        ([], (2019, 9, 1), None, Status.not_reported),
        ([phase(LATER, EARLY, LATER)], (2016, 3, 1), None, Status.running),
    ],
)
def test_the_first_rule_that_matches_decides(steps, day, closed, expected):
    assert status(steps, on(*day), closed) is expected


def test_progress_is_unknown_until_somebody_reports():
    assert progress([activity(), milestone(EARLY), phase(LATER)]).value is None
    assert progress([]).value is None
    assert progress([phase(EARLY, EARLY)]).value is None


def test_a_reported_start_with_nothing_done_is_a_known_zero():
    assert progress([activity(EARLY), activity()]).value == 0.0
    assert progress([phase(LATER, EARLY), activity()]).value == 0.0


def test_phases_are_not_counted():
    found = progress([activity(EARLY, LATER), milestone(EARLY), phase(EARLY, EARLY, EARLY)])

    assert (found.done, found.total, found.value) == (1, 2, 0.5)


@pytest.mark.parametrize(
    ("day", "planned", "actual", "expected"),
    [
        ((2016, 1, 1), EARLY, dt.date(2015, 8, 11), 10),
        ((2016, 1, 1), EARLY, dt.date(2015, 7, 30), -2),
        ((2015, 8, 1), EARLY, None, None),
        ((2015, 8, 4), EARLY, None, 3),
        ((2018, 7, 1), EARLY, None, None),
        ((2018, 7, 1), EARLY, LATER, 184),
        ((2016, 1, 1), None, EARLY, None),
    ],
)
def test_slip_in_days(day, planned, actual, expected):
    assert on(*day).slip(planned, actual) == expected


def test_a_goal_is_the_weighted_mean_of_what_is_known():
    found = mean_progress([(1.0, 1.0), (0.0, 3.0), (None, 5.0)])

    assert (found.value, found.counted, found.left_out) == (0.25, 2, 1)
    assert mean_progress([(None, 1.0)]).value is None
    assert mean_progress([]).value is None


known = st.fractions(0, 1, max_denominator=97).map(float)
weighted = st.lists(st.tuples(st.none() | known, st.floats(0.001, 1000)), max_size=30)
days = st.dates(START - dt.timedelta(days=100), START + dt.timedelta(days=1500))
step = st.builds(Report, st.sampled_from(StepKind), st.none() | days, st.none() | days, st.none() | days)
steps = st.lists(step, max_size=12)


@given(weighted, st.randoms())
def test_a_goals_progress_is_bounded_and_independent_of_order(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    found = mean_progress(pairs)

    assert mean_progress(shuffled) == found
    assert found.counted + found.left_out == len(pairs)
    assert (found.value is None) == (found.counted == 0)
    values = [value for value, _ in pairs if value is not None]
    if found.value is not None:
        assert 0 <= min(values) <= found.value <= max(values) <= 1


@given(known, st.lists(st.floats(0.001, 1000), min_size=1, max_size=30))
def test_equal_progress_stays_itself_whatever_the_weights(value, weights):
    assert mean_progress([(value, weight) for weight in weights]).value == value


@given(steps, st.randoms())
def test_a_measures_progress_is_done_of_all(reports, random):
    found = progress(reports)

    assert progress(random.sample(reports, len(reports))) == found
    assert 0 <= found.done <= found.total
    if found.value is not None:
        assert found.value == float(Fraction(found.done, found.total))


@settings(max_examples=500)
@given(st.lists(step, max_size=4), days, st.none() | st.sampled_from(Closed), st.randoms())
def test_status_follows_the_order_of_the_rules(reports, day, closed, random):
    calendar = Calendar(START, 3, day)
    found = status(reports, calendar, closed)

    assert status(random.sample(reports, len(reports)), calendar, closed) is found
    counted = [one for one in reports if one.kind in {StepKind.activity, StepKind.milestone}]
    done = counted != [] and all(one.actual_end for one in counted)
    overdue = any(one.planned_end and one.planned_end < day and not one.actual_end for one in reports)
    reported = any(one.actual_start or one.actual_end for one in reports)
    undecided = closed is None and not done and day <= calendar.end
    assert (found.value in set(Closed)) == (closed is not None)
    assert closed is None or found.value == closed.value
    assert (found is Status.done) == (closed is None and done)
    assert (found is Status.not_reported) == (closed is None and not done and day > calendar.end)
    assert (found is Status.late) == (undecided and overdue)
    assert (found is Status.running) == (undecided and reported and not overdue)
    assert (found is Status.planned) == (undecided and not reported and not overdue)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 28)).filter(lambda day: day.day <= 28),
    st.integers(1, 20),
    st.data(),
)
def test_quarters_cover_the_project_without_gap(start, years, data):
    day = data.draw(st.dates(start, Calendar(start, years, start).end))
    calendar = Calendar(start, years, day)

    assert calendar.first_day(calendar.quarter) <= day <= calendar.last_day(calendar.quarter)
    assert calendar.last_day(calendar.quarters) == calendar.end


@given(st.lists(st.none() | days, max_size=8))
def test_a_span_runs_from_the_first_to_the_last_known_day(some):
    known_days = [day for day in some if day]

    assert span(some) == ((min(known_days), max(known_days)) if known_days else (None, None))
