import dataclasses
import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.disclosure import BadTable, Protection, Table, Unprotected, protect, protecting, verify
from tests.disclosure.cubes import SEED, crossed, random_table

LINE = Table({"all": 30, "a": 3, "b": 12, "c": 15}, [("all", ("a", "b", "c"))])
PAIR = {"all": 7, "a": 3, "b": 4}
SIZES = st.sampled_from([(2,), (3,), (2, 2), (2, 3), (3, 3), (3, 4), (2, 2, 2), (3, 3, 2), (2, 3, 4)])


def visible(table, protection):
    return {key: count for key, count in table.counts.items() if key not in protection.hidden}


def test_a_small_cell_takes_the_cheapest_partner_with_it():
    assert protect(LINE, k=5, seed=SEED) == Protection(frozenset({"a", "b"}), ({"a": 5, "b": 10}, {"a": 1, "b": 14}))


def test_where_nothing_is_small_nothing_is_hidden():
    table = Table({"all": 25, "a": 10, "b": 15, "c": 0}, [("all", ("a", "b", "c"))])

    assert protect(table, k=5, seed=SEED) == Protection(frozenset())


@settings(max_examples=60, deadline=None)
@given(
    sizes=SIZES, seed=st.integers(0, 10**6), k=st.sampled_from([2, 3, 5, 10]), zeros=st.sampled_from([0.0, 0.3, 0.7])
)
def test_every_table_is_protected(sizes, seed, k, zeros):
    table = random_table(sizes, seed, zeros=zeros)

    protection = protect(table, k=k, seed=SEED)

    assert protection.reason is None
    verify(table, protection, k=k)


@settings(max_examples=40, deadline=None)
@given(sizes=SIZES, seed=st.integers(0, 10**6), data=st.data())
def test_what_was_public_stays_public_and_the_rest_is_protected_or_withheld(sizes, seed, data):
    table = random_table(sizes, seed)
    large = sorted(key for key, count in table.counts.items() if not 0 < count < 5)
    shown = frozenset(data.draw(st.lists(st.sampled_from(large), max_size=6))) if large else frozenset()

    protection = protect(table, k=5, seed=SEED, shown=shown)

    assert not shown & protection.hidden
    verify(table, protection, k=5, shown=shown)


def test_only_margins_as_shown_leave_the_inner_cells_to_hide():
    table = crossed((3, 3), lambda key: 2 if key == ("a1", "b2") else 9)
    margins = frozenset(key for key in table.counts if "_T" in key)

    protection = protect(table, k=5, seed=SEED, shown=margins)

    assert len(protection.hidden) == 4
    assert not protection.hidden & margins
    verify(table, protection, k=5, shown=margins)


def test_a_table_that_no_pattern_protects_is_withheld():
    table = Table({"all": 4, "a": 1, "b": 3}, [("all", ("a", "b"))])

    protection = protect(table, k=5, seed=SEED, shown=frozenset({"all"}))

    assert protection == Protection(frozenset({"a", "b"}), reason="too_small")
    verify(table, protection, k=5, shown=frozenset({"all"}))
    with pytest.raises(Unprotected, match="small cell is not hidden"):
        verify(table, protection, k=5)  # the shown cell is small itself: only who says so may leave it visible


def test_a_small_cell_that_is_public_already_is_not_looked_at():
    protection = protect(LINE, k=5, seed=SEED, shown=frozenset({"a"}))

    assert protection == Protection(frozenset())


def test_latent_cells_are_protected_cost_nothing_and_are_always_hidden():
    counts = {"later": 23, "earlier": 20, "more": 3, "free": 9, "spare": 9}
    table = Table(counts, [("later", ("earlier", "more")), ("free", ("spare",))], frozenset({"more", "free", "spare"}))

    protection = protect(table, k=5, seed=SEED, shown=frozenset({"earlier"}))

    assert protection.hidden == {"later", "more", "free", "spare"}
    verify(table, protection, k=5, shown=frozenset({"earlier"}))


def test_a_latent_partner_is_taken_before_one_that_could_be_shown():
    table = Table({"all": 37, "a": 3, "b": 6, "c": 28}, [("all", ("a", "b", "c"))], frozenset({"c"}))

    assert protect(table, k=5, seed=SEED).hidden == {"a", "c"}


@pytest.mark.parametrize("counts", [{"all": 31, "a": 3, "b": 28}, {"all": 212, "a": 3, "b": 9, "c": 200}])
def test_inner_cells_are_hidden_before_margins_and_small_before_large(counts):
    table = Table(counts, [("all", tuple(key for key in counts if key != "all"))])

    assert {protect(table, k=5, seed=bytes([number])).hidden for number in range(1, 9)} == {frozenset({"a", "b"})}


def test_a_partner_that_is_hidden_anyway_serves_again():
    counts = {"one": 24, "a": 4, "x": 20, "two": 30, "b": 3, "z": 7}
    table = Table(counts, [("one", ("a", "x")), ("two", ("b", "x", "z"))])

    assert protect(table, k=5, seed=SEED, shown=frozenset({"one", "two"})).hidden == {"a", "x", "b"}


def test_witnesses_that_later_ones_make_superfluous_are_left_out():
    up, down, other = (
        protecting.Side(key, goal, up=up) for key, goal, up in (("a", 5, True), ("a", 1, False), ("b", 5, True))
    )
    first, second, third = {"a": 5, "x": 3}, {"a": 6, "b": 5, "y": 3}, {"a": 0, "b": 4}

    assert protecting._needed([first, second, third], [up, down, other]) == [second, third]


def test_continuous_answers_that_are_not_whole_are_asked_for_again():
    from api.disclosure.solver import Moves  # noqa: PLC0415 - loads the solver

    moves = Moves([4, 4, 4], [[(0, 1), (1, -2), (2, -1)]])

    assert moves.cheapest(0, 1, [1, 1, 10], [False] * 3) == [1, 0, 1]  # half a step of the second cell is cheaper
    assert moves.cheapest(0, 1, [1, 1, 10], [False, False, True]) is None
    assert moves.cheapest(0, -2, [1, 1, 10], [False, False, True]) == [-2, -1, 0]


@pytest.mark.parametrize(
    ("table", "shown", "says"),
    [
        (Table({"all": 8, "a": 3, "b": 4}, [("all", ("a", "b"))]), set(), "not the sum"),
        (Table({**PAIR, "b": -1}, []), set(), "no count"),
        (Table({**PAIR, "b": 4.0}, []), set(), "no count"),
        (Table({**PAIR, "b": True}, []), set(), "no count"),
        (Table(PAIR, [("all", ("a", "c"))]), set(), "'c', which has no count"),
        (Table(PAIR, [("all", ("a", "a"))]), set(), "twice"),
        (Table(PAIR, []), {"c"}, "shown but has no count"),
        (Table(PAIR, [], frozenset({"c"})), set(), "latent but has no count"),
        (Table(PAIR, [], frozenset({"a"})), {"a"}, "both shown and latent"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(table, shown, says):
    with pytest.raises(BadTable, match=says):
        protect(table, k=5, seed=SEED, shown=frozenset(shown))
    with pytest.raises(BadTable, match=says):
        verify(table, Protection(frozenset()), k=5, shown=frozenset(shown))


def test_k_and_seed_have_to_be_meant():
    with pytest.raises(BadTable, match="k is 1"):
        protect(LINE, k=1, seed=SEED)
    with pytest.raises(BadTable, match="seed"):
        protect(LINE, k=5, seed=b"")


GOOD = protect(LINE, k=5, seed=SEED)
TAMPERED = [
    ("small cell is not hidden", {"hidden": frozenset({"b"})}),
    ("not in the table", {"hidden": GOOD.hidden | {"d"}}),
    ("public already cannot be hidden", {"hidden": GOOD.hidden | {"all"}}),
    ("reason 'tired' is unknown", {"hidden": frozenset("abc"), "reason": "tired"}),
    ("hidden as a whole", {"reason": "too_small"}),
    ("a cell the table has not", {"witnesses": [*GOOD.witnesses, {"d": 1}]}),
    ("no count of people", {"witnesses": [*GOOD.witnesses, {"a": -1, "b": 16}]}),
    ("no count of people", {"witnesses": [*GOOD.witnesses, {"a": 3.5, "b": 11.5}]}),
    ("contradicts a published number", {"witnesses": [*GOOD.witnesses, {"a": 5, "c": 13}]}),
    ("breaks a sum", {"witnesses": [*GOOD.witnesses, {"a": 5}]}),
    ("smaller than 5", {"witnesses": [{"a": 4, "b": 11}, {"a": 0, "b": 15}]}),
    ("at least what it is", {"witnesses": [{"a": 9, "b": 6}]}),
    ("too exactly", {"witnesses": [{"a": 5, "b": 10}, {"a": 2, "b": 13}]}),
    ("smaller than 5", {"witnesses": []}),
]


@pytest.mark.parametrize(("says", "change"), TAMPERED)
def test_verify_refuses(says, change):
    shown = frozenset({"all"})
    verify(LINE, GOOD, k=5, shown=shown)

    with pytest.raises(Unprotected, match=says):
        verify(LINE, dataclasses.replace(GOOD, **change), k=5, shown=shown)


def test_verify_refuses_a_latent_cell_that_is_not_hidden():
    table = dataclasses.replace(LINE, latent=frozenset({"c"}))

    with pytest.raises(Unprotected, match="never published"):
        verify(table, GOOD, k=5)


def test_the_order_of_the_table_does_not_matter_and_the_seed_does():
    table = crossed((4, 4), lambda _: 3)
    turned = Table(dict(reversed(table.counts.items())), [(total, parts[::-1]) for total, parts in table.sums[::-1]])

    assert protect(table, k=5, seed=SEED) == protect(turned, k=5, seed=SEED)
    tie = crossed((3, 3), lambda key: 2 if key == ("a0", "b0") else 8)
    assert len({protect(tie, k=5, seed=bytes([number])).hidden for number in range(1, 9)}) > 1


SCRIPT = """
import json
from api.disclosure import protect, verify
import sys
assert "highspy" not in sys.modules and "numpy" not in sys.modules
from tests.disclosure.cubes import SEED, random_table
table = random_table((3, 3, 3), 5)
found = protect(table, k=5, seed=SEED)
assert "highspy" in sys.modules
print(json.dumps([sorted(found.hidden), [sorted(map(list, w.items())) for w in found.witnesses]]))
"""


def test_the_same_in_every_process_and_only_protecting_loads_the_solver():
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }

    assert len(said) == 1
    hidden, witnesses = json.loads(said.pop())
    assert hidden
    assert witnesses
