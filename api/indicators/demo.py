"""Invented values for trying the software: entered, approved and released by the people of a demo, day after day.

Everything goes the way of real values, with the clock set to the day it happens on; only what is entered is invented
(`inventing`). It is written once, into a database without values and releases: what people do with it is theirs.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session, col, select

from api.accounts import ACCOUNTS
from api.indicators import approved, approving, benchmarks, denominators, drafting, feeds, inventing, releasing, sheets
from api.indicators.benchmark_schemas import BenchmarkWish
from api.indicators.codes import AREA, CLOSED, total_of
from api.indicators.cube import Surroundings
from api.indicators.demo_profile import DemoAim, DemoStory, DemoValues, IndicatorsDemo
from api.indicators.entries import CellWish, Entry, SheetKey
from api.indicators.inventing import Recipe
from api.indicators.periods import Period, PeriodType, containing, following
from api.indicators.release_tables import Release
from api.indicators.tables import BenchmarkKind, Indicator, ObservationStatus, Submission
from api.kernel.permission import Actor, Grant, Role
from api.kernel.reading import columns, rows_of
from api.kernel.synchronising import Differences
from api.kernel.time import quarter_of, quarter_start
from api.programme import day_of

SEED = "what a demo hides is decided the same way everywhere"  # nothing in it is worth a secret
_ENTERED = 15  # days after the end of a period
_MORNING = dt.time(8, tzinfo=dt.UTC)
_MIDDLE = 2  # what is not by area is as large as a middle one
Act = tuple[dt.date, int, Callable[[], object]]


def load(session: Session, demo: IndicatorsDemo, *, apply: bool, today: dt.date) -> list[Differences]:
    """Write the demo where nothing was entered or released yet; return what is new."""
    begun = (
        session.exec(select(Submission.id).limit(1)).first() or session.exec(select(Release.number).limit(1)).first()
    )
    if begun or not demo.values:
        return []
    if apply:
        _Demo(session, demo, approved.surroundings(session, today)).perform()
    return [Differences("observation", new=[one.indicator for one in demo.values])]


@dataclass
class _Demo:
    session: Session
    demo: IndicatorsDemo
    around: Surroundings

    def __post_init__(self) -> None:
        known = {row.name: row.id for row in rows_of(self.session, columns(ACCOUNTS.c.name, ACCOUNTS.c.id))}
        hands = self.demo.hands
        self.enter = {role: _actor(known[name], role) for role, name in hands.enter.items()}
        self.approve = _actor(known[hands.approve], Role.project_manager)
        self.start = self.around.project.start
        self.indicators = {one.code: one for one in self.session.exec(select(Indicator)).all()}

    def perform(self) -> None:
        """Do everything in its order, each act on its day."""
        clock = self.session.info["clock"]
        acts = [*self._values(), *self._stories(), *self._releases()]
        for day, _, act in sorted(acts, key=lambda one: one[:2]):
            self.session.info["clock"] = partial(dt.datetime.combine, day, _MORNING)
            act()
        self.session.info["clock"] = clock

    def _values(self) -> Iterator[Act]:
        for part in self.demo.values:
            indicator = self.indicators[part.indicator]
            for kind, said in ((BenchmarkKind.baseline, part.baseline), (BenchmarkKind.target, part.target)):
                if said is not None:
                    aim = DemoAim(kind=kind, **said.model_dump())
                    yield self.start, 0, partial(self._benchmark, indicator, aim)
            for aim in part.aims:
                yield self.start, 0, partial(self._benchmark, indicator, aim)
            for period in self._periods(part, indicator):
                for area in self._areas(indicator, period):
                    day = max(self.start, period.end + dt.timedelta(_ENTERED))
                    yield day, 1, partial(self._entered, part, indicator, period, area)

    def _periods(self, part: DemoValues, indicator: Indicator) -> Iterator[Period]:
        """Yield the earlier years, and the periods until project quarter 4; people by the finest that is released."""
        for moment in part.waves:
            yield containing(PeriodType.wave, day_of(moment, self.start) or self.start, self.around.project)
        for year in range(self.start.year - part.years_before, self.start.year):
            yield containing(PeriodType.year, dt.date(year, 1, 1), self.around.project)
        if part.waves or indicator.derived or feeds.fed(indicator.fed_by):
            return
        kind = PeriodType(indicator.publish.get("county", indicator.period))
        first = quarter_start(self.start, part.since) if part.since else dt.date(self.start.year, 1, 1)
        period = containing(kind, first, self.around.project)
        while period.end < quarter_start(self.start, 5):
            yield period
            period = following(period, self.around.project)

    def _areas(self, indicator: Indicator, period: Period) -> list[tuple[str, int]]:
        tree = self.around.tree
        if AREA not in indicator.dimensions or indicator.area_rule == "county_only":
            return [(self.around.county, _MIDDLE)]
        inside = tree.members(self.around.county, period.end)
        return [(key, place) for place, key in enumerate(sorted(inside)) if tree.places[key].kind == "verbandsgemeinde"]

    def _benchmark(self, indicator: Indicator, said: DemoAim) -> None:
        target = said.kind is BenchmarkKind.target
        wish = BenchmarkWish(
            indicator=indicator.code,
            kind=said.kind,
            area=said.area or self.around.county,
            dims=said.dims,
            day=quarter_start(self.start, 4 * self.around.project.years + 1) - dt.timedelta(1)
            if target
            else self.start,
            numerator=said.value,
            denominator=said.of,
            realisation=said.realisation,
            direction=said.direction if target else None,
            source=self.demo.source,
        )
        benchmarks.make_benchmark(self.session, self.approve, wish)

    def _entered(self, part: DemoValues, indicator: Indicator, period: Period, area: tuple[str, int]) -> None:
        recipe = Recipe(part.about, part.growth, part.share, part.pace, part.codes)
        time = quarter_of(self.start, period.end) - (part.since or 1)
        most = self._most(indicator, area[0], period.end)
        cells = inventing.sheet(self.demo.seed, indicator, recipe, area, time, most)
        if not part.crossed or period.code < str(self.start.year):
            cells = inventing.totals(indicator, cells)
        for story in self._told(indicator, period, area[0]):
            cells = _with_gap(cells, total_of(indicator.dimensions), story.status)
        key = SheetKey(indicator.code, area[0], period, period.end)
        self._saved(self.enter[Role(indicator.responsible)], self.approve, key, cells, None)

    def _most(self, indicator: Indicator, area: str, day: dt.date) -> dict[tuple[str, ...], int]:
        """Return how many councils of each kind an area has, for what is counted among them."""
        there = {
            (level,): denominators.on(indicator.denominator, self.around.tree, area, {"council_level": level}, day)
            for level in CLOSED["council_level"]
        }
        return {key: count for key, count in there.items() if count is not None}

    def _told(self, indicator: Indicator, period: Period, area: str) -> Iterator[DemoStory]:
        for one in self.demo.stories:
            same = (one.indicator, one.area) == (indicator.code, area)
            if one.status and same and self._touches(period.start, period.end, one.quarter):
                yield one

    def _touches(self, first: dt.date, last: dt.date, quarter: int) -> bool:
        return first < quarter_start(self.start, quarter + 1) and last >= quarter_start(self.start, quarter)

    def _saved(
        self, enters: Actor, approves: Actor, key: SheetKey, cells: dict[str, Entry], reason: str | None
    ) -> None:
        wishes = [CellWish(dims, entry) for dims, entry in cells.items()]
        sheet = sheets.save(self.session, enters, key, wishes, seen=None, reason=reason, tree=self.around.tree)
        sheet = approving.submit(self.session, enters, sheet.id or 0, sheet.revision, reason or self.demo.source)
        approving.approve(self.session, approves, sheet.id or 0, sheet.revision)

    def _stories(self) -> Iterator[Act]:
        for one in self.demo.stories:
            if one.day is not None:
                act = self._corrected if one.more else self._withdrawn
                yield day_of(one.day, self.start) or self.start, 2, partial(act, one)
            if one.restored is not None:
                yield day_of(one.restored, self.start) or self.start, 2, partial(self._restored, one)

    def _sheet_of(self, story: DemoStory) -> Submission:
        """Return the sheet a story tells of. Raises StopIteration where there is none."""
        wanted = select(Submission).where(Submission.indicator == story.indicator, Submission.area == story.area)
        found = self.session.exec(wanted.order_by(col(Submission.period_end))).all()
        return next(one for one in found if self._touches(one.period_start, one.period_end, story.quarter))

    def _corrected(self, story: DemoStory) -> None:
        """Add to a cell and all its margins: a project manager corrects what is in force, another one approves."""
        sheet = self._sheet_of(story)
        indicator = self.indicators[story.indicator]
        cells = sheets.cells_of(self.session, sheet.id).entries()
        more = inventing.with_margins(indicator, {tuple(story.dims.split(".")): story.more})
        changed = {
            dims: Entry(ObservationStatus.given, (cells[dims].numerator or 0) + count, cells[dims].denominator)
            for dims, count in more.items()
        }
        self._saved(self.approve, self.enter[Role.project_manager], approving.key_of(sheet), changed, story.reason)

    def _withdrawn(self, story: DemoStory) -> None:
        sheet = self._sheet_of(story)
        approving.withdraw(self.session, self.approve, sheet.id or 0, sheet.revision, story.reason)

    def _restored(self, story: DemoStory) -> None:
        sheet = self._sheet_of(story)
        approving.restore(self.session, self.approve, sheet.id or 0, sheet.revision, story.reason)

    def _releases(self) -> Iterator[Act]:
        for moment in self.demo.releases.institutions:
            yield day_of(moment, self.start) or self.start, 3, self._institutions
        for moment in self.demo.releases.persons:
            yield day_of(moment, self.start) or self.start, 3, self._persons

    def _institutions(self) -> None:
        feeds.recompute(self.session)
        releasing.release_institutions(self.session)

    def _persons(self) -> None:
        """Have a release worked out and sign it, as the worker and a project manager do."""
        draft = drafting.work_out_now(self.session, self.approve, SEED)
        drafting.sign(self.session, self.approve, draft.id or 0, draft.digest or "")


def _actor(account: int, role: Role) -> Actor:
    return Actor(f"account:{account}", (Grant(role),), account=account)


def _with_gap(cells: dict[str, Entry], total: str, status: ObservationStatus | None) -> dict[str, Entry]:
    if status is ObservationStatus.unreliable:
        old = cells[total]
        return {**cells, total: Entry(status, old.numerator, old.denominator)}
    return {total: Entry(status or ObservationStatus.missing)}
