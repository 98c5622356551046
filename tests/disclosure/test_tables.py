"""The builders: cubes, linked tables, shares, earlier releases."""

import pytest

from api.disclosure import (
    TOTAL,
    BadTable,
    Release,
    Table,
    cube,
    merge,
    protect,
    share_is_public,
    stack,
    verify,
    with_complements,
)
from tests.disclosure.county import territory
from tests.disclosure.cubes import SEED

PARENTS = {"county": None, "north": "county", "south": "county", "village": "south", "town": "south"}
INNER = {("north", "f"): 7, ("north", "m"): 2, ("village", "f"): 1, ("town", "m"): 20}


def built(**options):
    return cube(INNER, parents=PARENTS, codes=[("f", "m")], name=("1.3b",), **options)


def test_a_cube_has_every_margin_and_every_sum():
    table = built()

    assert len(table.counts) == 5 * 3
    assert table.counts["1.3b", "county", TOTAL] == 30
    assert table.counts["1.3b", "county", "f"] == 8
    assert table.counts["1.3b", "south", "m"] == 20
    assert table.counts["1.3b", "town", "f"] == 0
    assert len(table.sums) == 2 * 3 + 5  # two areas with others inside, for three codes; five areas with two codes
    assert (("1.3b", "south", "f"), (("1.3b", "village", "f"), ("1.3b", "town", "f"))) in table.sums
    assert (("1.3b", "town", TOTAL), (("1.3b", "town", "f"), ("1.3b", "town", "m"))) in table.sums
    assert not table.latent
    verify(table, protect(table, k=5, seed=SEED), k=5)


def test_areas_below_the_published_level_are_latent():
    assert built(unpublished={"village", "town"}).latent == {
        ("1.3b", area, code) for area in ("village", "town") for code in ("f", "m", TOTAL)
    }


def test_the_breakdown_of_a_small_area_is_latent_and_its_total_is_not():
    assert built(block_below=10).latent == {
        ("1.3b", area, code) for area in ("north", "village") for code in ("f", "m")
    }


def test_the_real_county_has_the_cells_of_the_goals():
    sizes = [
        len(cube({}, parents=territory(day, municipalities=below), codes=[("f", "m"), ("yes", "no")]).counts)
        for day, below in (("2014-12-31", False), ("2014-12-31", True), ("2013-12-31", False), ("2019-07-01", False))
    ]

    assert sizes == [72, 522, 90, 63]


@pytest.mark.parametrize(
    ("inner", "parents", "codes", "says"),
    [
        ({("south", "f"): 1}, PARENTS, [("f",)], "lowest level"),
        ({("east", "f"): 1}, PARENTS, [("f",)], "lowest level"),
        ({("north", "x"): 1}, PARENTS, [("f",)], "known code"),
        ({("north",): 1}, PARENTS, [("f",)], "known code"),
        ({}, PARENTS, [("f", TOTAL)], "without _T"),
        ({}, PARENTS, [("f", "f")], "different ones"),
        ({}, {"a": "b", "b": "a"}, [], "lies in itself"),
        ({}, {"a": "b"}, [], "unknown"),
        ({}, {"a": None, "b": None}, [], "exactly one"),
    ],
)
def test_a_cube_that_cannot_be_meant_is_refused(inner, parents, codes, says):
    with pytest.raises(BadTable, match=says):
        cube(inner, parents=parents, codes=codes)


def test_linked_tables_become_one():
    one, other = (
        Table({"all": 9, "a": 9}, [("all", ("a",))]),
        Table({"all": 9, "b": 9}, [("all", ("b",))], frozenset("b")),
    )

    assert merge([one, other], sums=[("a", ("b",))]) == Table(
        {"all": 9, "a": 9, "b": 9}, (("all", ("a",)), ("all", ("b",)), ("a", ("b",))), frozenset("b")
    )
    with pytest.raises(BadTable, match="two different counts"):
        merge([one, Table({"all": 8}, [])])
    with pytest.raises(BadTable, match="latent in another"):
        merge([one, Table({"all": 9}, [], frozenset({"all"}))])


def test_a_share_needs_both_its_counts():
    assert share_is_public("f", "all", {"m"})
    assert not share_is_public("f", "all", {"f"})
    assert not share_is_public("f", "all", {"all"})


def test_those_outside_a_share_are_protected():
    table = with_complements(Table({"f": 97, "all": 100}, []), [("f", "all")])

    (rest,) = table.latent
    assert table.counts[rest] == 3
    assert table.sums == (("all", ("f", rest)),)
    assert len(protect(table, k=5, seed=SEED).hidden) == 2


def release(counts, hidden=()):
    return Release(Table(counts, []), frozenset(hidden))


def test_what_was_public_stays_and_what_was_hidden_stays_hidden():
    new = Table({"a": 9, "b": 8, "c": 7, "d": 6}, [], frozenset("d"))

    table, shown = stack(new, [release({"a": 9, "b": 8, "e": 5}, "be"), release({"e": 5, "d": 6})], k=5)

    assert shown == {"a", "e", "d"}
    assert table.latent == {"b"}
    assert set(table.counts) == set("abcde")
    with pytest.raises(BadTable, match="'a' has two different counts"):
        stack(new, [release({"a": 10})], k=5)


def test_who_came_between_releases_is_a_group_of_its_own():
    table, shown = stack(
        Table({"3": 13}, []), [release({"1": 10, "2": 30})], k=5, series=[("1", "2", "3")], sums=[("2", ("2",))]
    )

    changes = {name: table.counts[name] for name in table.latent}
    assert changes == {("change", "1", "to", "2"): 20, ("change", "2", "to", "3"): 17, ("change", "1", "to", "3"): 3}
    assert (("2", ("1", ("change", "1", "to", "2")))) in table.sums
    assert (("2", ("3", ("change", "2", "to", "3")))) in table.sums  # fewer than before: the other way round
    assert ("2", ("2",)) in table.sums
    table, shown = stack(Table({"3": 13}, []), [release({"1": 10, "2": 30})], k=5, series=[("1", "2", "3")])
    assert "3" in protect(table, k=5, seed=SEED, shown=shown).hidden


def test_a_series_of_unknown_cells_is_refused():
    with pytest.raises(BadTable, match="names '4'"):
        stack(Table({"3": 13}, []), [], k=5, series=[("3", "4")])
