"""Where indicators start and what they are to reach: typed, dated, with a source. What nobody entered is not set."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from api.indicators import checks
from api.indicators.aims import too_few
from api.indicators.benchmark_schemas import BenchmarkChange, BenchmarkDocument, BenchmarkWish
from api.indicators.checks import Finding
from api.indicators.codes import total_of
from api.indicators.entries import Entry
from api.indicators.permissions import DEFINE
from api.indicators.published import share_of
from api.indicators.series import county_of
from api.indicators.standings import adds_nothing, of_county
from api.indicators.tables import (
    Benchmark,
    BenchmarkKind,
    BenchmarkState,
    Indicator,
    IndicatorKind,
    ObservationStatus,
    Realisation,
)
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Resource, require
from api.kernel.problems import Invalid, Issue, NotFound
from api.places import read_territory

_NEVER_NULL = ("state", "area", "dims", "day", "source")


def list_benchmarks(session: Session, actor: Actor, indicator: str | None, wanted: Wish) -> Listing[BenchmarkDocument]:
    """Return baselines and targets, of one indicator if wanted."""
    require(actor, DEFINE, Resource())
    statement = select(Benchmark)
    if indicator is not None:
        statement = statement.where(col(Benchmark.indicator) == indicator)
    return listing(page(session, statement, [col(Benchmark.id)], wanted), document)


def get_benchmark(session: Session, actor: Actor, number: int) -> BenchmarkDocument:
    """Return one. Raises NotFound."""
    require(actor, DEFINE, Resource())
    row = session.get(Benchmark, number)
    if row is None:
        raise NotFound
    return document(row)


def make_benchmark(session: Session, actor: Actor, wish: BenchmarkWish) -> Benchmark:
    """Set a baseline or a target. Raises Invalid with everything that is wrong."""
    require(actor, DEFINE, Resource())
    indicator = session.get(Indicator, wish.indicator)
    if indicator is None:
        raise Invalid(Issue("/indicator", "unknown_indicator", "Use the code of an indicator."))
    values = wish.model_dump()
    values["dims"] = total_of(indicator.dimensions) if wish.dims is None else wish.dims
    row = Benchmark(**values)
    _check(session, indicator, row)
    audit.record(session, actor, "create", row)
    return row


def change_benchmark(session: Session, actor: Actor, number: int, seen: int, wish: BenchmarkChange) -> Benchmark:
    """Change a baseline or a target. Raises NotFound, RevisionMismatch, Invalid."""
    require(actor, DEFINE, Resource())
    row = for_change(session, Benchmark, number, seen)
    changed = Benchmark(**{**row.model_dump(warnings=False), **given(wish, never_null=_NEVER_NULL)})
    _check(session, session.get_one(Indicator, row.indicator), changed)
    for name in wish.model_fields_set:
        setattr(row, name, getattr(wish, name))
    audit.record(session, actor, "change", row)
    return row


def delete_benchmark(session: Session, actor: Actor, number: int, seen: int) -> None:
    """Remove one: it is not set any more; its history stays. Raises NotFound, RevisionMismatch."""
    require(actor, DEFINE, Resource())
    audit.record(session, actor, "delete", for_change(session, Benchmark, number, seen))


def _check(session: Session, indicator: Indicator, row: Benchmark) -> None:
    """Raise Invalid with everything that is wrong with a benchmark."""
    found = Findings()
    tree = read_territory(session)
    counts_people = indicator.person and row.kind == BenchmarkKind.baseline
    if not checks.fits(indicator, row.area, tree):
        found.say("/area", "area_without_values", "Values of this indicator are not for areas of this kind.")
    elif counts_people and (row.area != county_of(tree) or row.dims != total_of(indicator.dimensions)):
        found.say("/dims", "people_only_in_all", "Baselines of people are public: only for the county and for all.")
    if (row.kind == BenchmarkKind.target) != (row.direction is not None):
        found.say("/direction", "direction_of_targets", "A target has a direction, a baseline has none.")
    for one in _of_value(indicator, row):
        found.say(f"/{one.field}", one.code, one.hint)
    if counts_people and too_few(indicator.threshold, row.numerator, row.denominator):
        found.say("/numerator", "too_few_people", "It is public, and about so few people that they could be known.")
    elif counts_people and not found.issues and not _is_released(session, indicator, row):
        hint = "Enter it as a value and release that first: a baseline of people is 0, or repeats a released number."
        found.say("/numerator", "not_released", hint)
    taken = select(Benchmark.id).where(
        Benchmark.indicator == indicator.code,
        Benchmark.kind == row.kind,
        Benchmark.area == row.area,
        Benchmark.dims == row.dims,
        Benchmark.day == row.day,
    )
    if any(other != row.id for other in session.exec(taken).all()):
        found.say("/day", "taken", "There is one for this day already.")
    found.settle()


def _of_value(indicator: Indicator, row: Benchmark) -> Iterator[Finding]:
    """Find what is wrong with the value, by the rules of every other value."""
    is_set = row.state == BenchmarkState.set
    realisation = Realisation(row.realisation) if row.realisation else None
    status = ObservationStatus.given if is_set else ObservationStatus.missing
    yield from checks.of_cell(indicator, row.dims, Entry(status, row.numerator, row.denominator, realisation))
    if is_set and indicator.kind == IndicatorKind.share and row.denominator == 0:
        yield checks.block(None, "denominator", "no_denominator", "A share of nothing is none.")
    if not is_set and row.kind == BenchmarkKind.target:
        yield checks.block(None, "state", "target_is_set", "A target that was not set is left out.")


def _is_released(session: Session, indicator: Indicator, row: Benchmark) -> bool:
    """Say whether a baseline of people tells nothing that releases do not: the difference to a value would."""
    share = share_of(row.numerator, row.denominator)
    value = row.numerator if indicator.kind == IndicatorKind.count or share is None else share
    return adds_nothing(indicator, value, of_county(session, indicator) if value else ())


def document(row: Benchmark) -> BenchmarkDocument:
    """Return a benchmark as staff see it."""
    return BenchmarkDocument(**row.model_dump(warnings=False))
