"""Whatever people do, in whatever order: nobody too many, nobody overtaken, no seat free for which somebody waits."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import select

from api.events import booking, holding, waiting_list
from api.events.registration_tables import Registration, SeatHold, Seats
from api.events.tables import Event
from api.kernel.audit import PROFILE, record
from api.kernel.problems import Conflict, Invalid
from tests.conftest import NOON
from tests.events.booked import event, signing

SEATED = {"confirmed", "offered"}
ACTIVE = ("confirmed", "offered", "waiting")
PARTIES = st.sampled_from([1, 1, 1, 2, 2, 3, 5])
MORE = st.sampled_from([0, 0, 0, 1, 2, -1])
WHICH = st.integers(0, 1000)
CAPACITIES = st.sampled_from([3, 4, 5, 2, 9, 6, 1, 0])


class Row(NamedTuple):
    """A registration as it was seen."""

    state: str
    party: int
    ticket: int


class Seen(NamedTuple):
    """An event as it stood after a step."""

    capacity: int = 0
    taken: int = 0
    waiting: int = 0
    tickets: int = 0
    asks: bool = False
    held: int = 0
    rows: Mapping[str, Row] = MappingProxyType({})
    moves: bool = True
    last: dt.datetime | None = None
    offers: tuple[dt.datetime, ...] = ()

    @property
    def line(self):
        """Who waits and could sit at all, in the order of booking."""
        waiting = [one for one in self.rows.values() if one.state == "waiting"]
        return sorted(
            (one for one in waiting if self.capacity == 0 or one.party <= self.capacity), key=lambda one: one.ticket
        )


class SeatMachine(RuleBasedStateMachine):
    """Signs up, keeps, changes, cancels, accepts, resizes and waits at random."""

    def __init__(self, database, clock):
        super().__init__()
        self.database, self.clock = database, clock
        self.clock.moment = NOON
        self.people, self.forms, self.holds, self.own = 0, 0, {}, set()
        self.before = self.now = Seen()

    @initialize(
        capacity=CAPACITIES,
        limit=st.integers(0, 4),
        mode=st.sampled_from(["auto", "offer"]),
        closes=st.booleans(),
        kept=st.lists(PARTIES, max_size=1),
    )
    def begin(self, capacity, limit, mode, closes, kept):
        more = {"closes_at": NOON + dt.timedelta(days=4)} if closes else {}
        first_at = NOON + dt.timedelta(days=6)
        self.number = event(
            self.database, capacity=capacity, waiting_limit=limit, mode=mode, offer_hours=48, first_at=first_at,
            last_at=first_at + dt.timedelta(hours=3), **more,
        )  # fmt: skip
        for party in kept:
            self.keep(party)

    def look(self):
        with self.database.reading() as session:
            seats, about = session.get(Seats, self.number), session.get(Event, self.number)
            rows = session.exec(select(Registration).where(Registration.event == self.number)).all()
            holds = session.exec(select(SeatHold).where(SeatHold.event == self.number)).all()
            return Seen(
                seats.capacity, seats.taken, seats.waiting, seats.tickets, seats.mode == "offer",
                sum(one.party for one in holds),
                {one.id: Row(str(one.state), one.party, one.ticket) for one in rows},
                waiting_list.moves(about, self.clock()), about.closes_at or about.first_at,
                tuple(one.offer_until for one in rows if one.offer_until),
            )  # fmt: skip

    def written(self, act):
        """Do something in one transaction; return what came of it, or the refusal."""
        try:
            with self.database.writing() as session:
                return act(session)
        except (booking.EventFull, Conflict, Invalid) as refusal:
            return refusal

    @rule(
        opens=st.lists(PARTIES, max_size=1), parties=st.lists(PARTIES, max_size=6), more=MORE, sends=st.booleans()
    )  # fmt: skip
    def people_come(self, opens, parties, more, sends):
        """Somebody opens a form, others sign up, and one of the forms that are open is sent."""
        for party in opens:
            self.keep(party)
        for party in parties:
            self.one_signs_up(party, self.look())
        if sends and self.holds:
            self.use_hold(len(self.holds) - 1, more)

    def one_signs_up(self, party, now):
        self.people += 1
        who = signing(self.people, self.number, party=party)
        found = self.written(lambda session: booking.register(session, booking.VISITOR, self.number, who))
        fits = not now.line and now.taken + party <= now.capacity
        if isinstance(found, Exception):
            assert not fits, "refused although seats are free and nobody waits"
            assert isinstance(found, Invalid) == (0 < now.capacity < party)

    def keep(self, party):
        self.forms += 1
        key, until = f"{self.number} {self.forms}", self.clock() + dt.timedelta(minutes=15)
        row = SeatHold(id=key, event=self.number, party=party, until=until)
        if self.written(lambda session: holding.keep(session, self.number, row)) is True:
            self.holds[key] = until
            now = self.look()
            assert now.held <= max(now.capacity // 3, party), "holds keep a share at most, or those of one party"

    @precondition(lambda self: self.holds)
    @rule(which=WHICH, party=PARTIES)
    def keep_as_many(self, which, party):
        key = sorted(self.holds)[which % len(self.holds)]
        more = dt.timedelta(minutes=1)
        found = self.written(lambda session: holding.keep_as_many(session, self.number, key, party, more))
        if isinstance(found, SeatHold):
            self.holds[key] = found.until

    @precondition(lambda self: self.holds)
    @rule(which=WHICH, more=MORE)
    def form_is_sent(self, which, more):
        self.use_hold(which, more)

    def use_hold(self, which, more):
        key = sorted(self.holds)[which % len(self.holds)]
        with self.database.reading() as session:
            row = session.get(SeatHold, key)
            kept = row.party if row and row.until > self.clock() else 0
        self.people += 1
        party = max(1, kept + more)
        who = signing(self.people, self.number, party=party)
        found = self.written(lambda session: booking.register(session, booking.VISITOR, self.number, who, hold=key))
        if kept >= party:
            assert not isinstance(found, Exception)
            assert found.state == "confirmed", "kept seats are theirs"
            self.own.add(found.id)
        if not isinstance(found, Exception):
            del self.holds[key]

    def one(self, which, *states):
        chosen = sorted((row.ticket, key) for key, row in self.now.rows.items() if row.state in states)
        return chosen[which % len(chosen)][1] if chosen else None

    @rule(which=WHICH, party=PARTIES)
    def change_party(self, which, party):
        if not (key := self.one(which, *ACTIVE)):
            return
        before = self.now.rows[key]

        def change(session):
            session.get(Seats, self.number, with_for_update=True)
            row = session.get(Registration, key)
            with booking.changing_party(session, booking.VISITOR, row, party):
                record(session, booking.VISITOR, "change", row, public=False)

        found = self.written(change)
        after = self.look().rows[key]
        if isinstance(found, Exception):
            assert after == before, "nothing has changed"
        elif after.state == "waiting" and party <= before.party:
            assert after.ticket == before.ticket, "fewer keep their place"
        elif before.state == "waiting" and party > before.party:
            assert after.ticket > self.now.tickets, "more go to the end of the list"
        if before.state in SEATED:
            assert after.state == before.state, "nobody loses a seat"

    @rule(several=st.lists(WHICH, min_size=1, max_size=3))
    def cancel(self, several):
        for key in dict.fromkeys(filter(None, (self.one(which, *ACTIVE) for which in several))):
            self.written(lambda session, key=key: booking.cancel(session, booking.VISITOR, key))

    @rule(which=WHICH)
    def accept(self, which):
        if key := self.one(which, "offered"):
            found = self.written(lambda session: booking.accept(session, booking.VISITOR, key))
            assert self.now.moves or isinstance(found, Conflict), "nobody accepts a seat of what is over or called off"

    @rule(capacity=CAPACITIES)
    def resize(self, capacity):
        self.written(lambda session: booking.resize(session, booking.VISITOR, self.number, capacity))

    @rule(state=st.sampled_from(["published", "published", "cancelled", "postponed"]))
    def set_state(self, state):
        def change(session):
            row = session.get(Event, self.number)
            row.state = state
            record(session, PROFILE, "change", row)
            booking.resize(session, PROFILE, self.number, self.now.capacity)

        self.written(change)

    @rule(minutes=st.sampled_from([1, 5, 1, 20, 600, 2000]), worker=st.booleans())
    def time_passes(self, minutes, worker):
        self.clock.moment += dt.timedelta(minutes=minutes)
        if worker:
            self.written(lambda session: waiting_list.end_what_is_over(session, booking.VISITOR, self.number))

    @invariant()
    def nothing_broke(self):
        if not hasattr(self, "number"):
            return
        self.before, self.now = self.now, self.look()
        rows, line = self.now.rows.values(), self.now.line
        assert self.now.taken == sum(one.party for one in rows if one.state in SEATED) + self.now.held
        assert self.now.waiting == len(line), "counted"
        assert self.now.taken <= max(self.now.capacity, self.before.taken), "never more, but after shrinking"
        assert all(self.now.last >= one for one in self.now.offers), "offers end with signing up"
        self.nobody_is_overtaken(line)
        still = self.now.moves and not (self.now.asks and self.clock() >= self.now.last)
        if line and still:
            assert line[0].party > self.now.capacity - self.now.taken, "a seat is free, and somebody waits for it"

    def nobody_is_overtaken(self, line):
        for key, row in self.now.rows.items():
            was = self.before.rows.get(key)
            if row.state not in SEATED or (was and was.state in SEATED):
                continue
            assert was is None or self.now.moves, "nobody moves up in what is over or called off"
            assert key in self.own or not [one for one in line if one.ticket < row.ticket], "somebody was overtaken"


@pytest.mark.parametrize("examples", [25, pytest.param(300, marks=pytest.mark.full)])
def test_seats_stay_right_whatever_happens(start, clock, examples):
    database = start().app.database
    chosen = settings(
        max_examples=examples, stateful_step_count=40, deadline=None, derandomize=examples < 100, database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )  # fmt: skip
    run_state_machine_as_test(lambda: SeatMachine(database, clock), settings=chosen)
