"""The attacker against rules that look safe, where it has to win, and against `api.disclosure`, where it must not."""

import ast
import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.disclosure import (
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
from tests.attacks import disclosure
from tests.attacks.disclosure import Attack, Knowledge, Published, Ratio, additions, changes, pairs, read_csv
from tests.disclosure.county import GENDERS, MIGRATION, people, territory

K, SEED = 5, b"a seed for tests"
DAY = "2014-12-31"
THREE = ("f", "m", "d"), ("yes", "no", "not_stated")
TWO = GENDERS, MIGRATION
ALONE = {"07335": None}


def cell(key, release):
    """The attacker's name of a key (indicator, period, area, code …) of ours."""
    indicator, period, area, *codes = key
    return (release, indicator, area, period, *codes)


def written(table, hidden, marks=None):
    """The table as a published CSV file."""
    dimensions = len(next(iter(table.counts))) - 3
    head = ["indicator", "area", "period", *(f"dimension_{number}" for number in range(dimensions)), "value", "status"]
    lines = [",".join(head)]
    for (indicator, period, area, *codes), count in table.counts.items():
        key = (indicator, period, area, *codes)
        mark = (marks or {}).get(key, "•") if key in hidden else str(count)
        if key not in table.latent:
            lines.append(",".join([indicator, area, period, *codes, mark, ""]))
    return "\n".join(lines)


def read(table, hidden, release="1"):
    return read_csv(written(table, hidden), release=release)


def true(table, release="1"):
    return {cell(key, release): count for key, count in table.counts.items()}


def found(table, hidden, parents, codes, **options):
    """What the attacker finds in one table."""
    published = read(table, hidden)
    attack = Attack(published, Knowledge(list(additions(published.counts, parents, codes))), **options)
    return attack.findings(attack.cells(), true(table), k=K)


def square(rows):
    """One area, two dimensions: rows and columns of the inner counts."""
    codes = [f"r{number}" for number in range(len(rows))], [f"c{number}" for number in range(len(rows[0]))]
    inner = {("07335", codes[0][r], codes[1][c]): count for r, row in enumerate(rows) for c, count in enumerate(row)}
    return cube(inner, parents=ALONE, codes=codes, name=("1.3b", "2016")), codes


def visible(published):
    return {name for name, (low, high) in published.counts.items() if low == high}


def small_ones(table):
    return {key for key, count in table.counts.items() if 0 < count < K}


def two_gaps(table):
    """The usual rule: hide small cells, then the smallest neighbours until no line has a single gap."""
    hidden, before = small_ones(table), None
    while hidden != before:
        before = set(hidden)
        for total, parts in table.sums:
            line = [total, *parts]
            if sum(key in hidden for key in line) == 1:
                hidden.add(min((key for key in line if key not in hidden), key=lambda key: (table.counts[key], key)))
    return hidden


def alone(table):
    """Protected as if nothing else were published."""
    return protect(table, k=K, seed=SEED).hidden


def in_turn(tables, *, series=(), sums=()):
    """Protected release by release, each with all before: what each hides of its own table."""
    releases, patterns = [], []
    for table in tables:
        known = {key for release in releases for key in release.table.counts} | set(table.counts)
        so_far = [[key for key in steps if key in known] for steps in series]
        ties = [one for one in sums if known.issuperset((one[0], *one[1]))]
        stacked, shown = stack(table, releases[-1:], k=K, series=so_far, sums=ties)
        protection = protect(stacked, k=K, seed=SEED, shown=shown)
        verify(stacked, protection, k=K, shown=shown)
        assert protection.reason is None
        releases.append(Release(stacked, protection.hidden))
        patterns.append(protection.hidden & table.counts.keys())
    return patterns


# the attacker itself


def test_the_attacker_shares_no_code_with_the_protector():
    tree = ast.parse(Path(disclosure.__file__).read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]

    assert not [name for name in names if name.startswith("api")]


def test_it_reads_what_is_published():
    text = (
        "indicator,area,period,gender,value,status\n1.3b,07335,2016,f,12,\n1.3b,07335,2016,m,•,\n1.3b,07335,2016,_T,,\n"
    )
    text += "1.1b,07335,2016,_T,37.5,\n"

    published = read_csv(text, release="3")

    assert published.counts == {
        ("3", "1.3b", "07335", "2016", "f"): (12, 12),
        ("3", "1.3b", "07335", "2016", "m"): (0, float("inf")),
    }
    assert published.ratios == {("3", "1.1b", "07335", "2016", "_T"): "37.5"}


def test_it_says_what_can_be_proved_and_no_more():
    published = Published({("all",): (9, 9), ("a",): (0, float("inf")), ("b",): (0, float("inf")), ("c",): (2, 2)})
    attack = Attack(published, Knowledge([(("all",), (("a",), ("b",), ("c",)))]))

    assert attack.bounds({("a",): 1}) == (0, 7)
    assert attack.bounds({("a",): 1, ("b",): 1}) == (7, 7)
    assert attack.bounds({("a",): 1, ("b",): -1}) == (-7, 7)
    assert attack.determined({"a": {("a",): 1}, "both": {("a",): 1, ("b",): 1}, "c": {("c",): 1}}) == {"both", "c"}
    truth = {"a": 4, "b": 3}
    assert not attack.findings({"a": {("a",): 1}}, truth, k=5)
    assert [(one.low, one.high) for one in attack.findings({"a": {("a",): 1}}, truth, k=9)] == [(0, 7)]


def test_it_knows_that_a_series_never_falls():
    published = Published({("first",): (0, float("inf")), ("second",): (6, 6), ("third",): (0, float("inf"))})
    attack = Attack(published, Knowledge(rising=[(("first",), ("second",)), (("second",), ("third",))]))

    assert attack.bounds({("first",): 1}) == (0, 6)
    assert attack.bounds({("third",): 1, ("first",): -1}) == (0, float("inf"))


def test_it_knows_which_counts_round_to_a_share_or_a_mean():
    assert pairs("37.5", (0, 99), (0, 12)) == [(3, 8)]
    assert pairs("0.1", (0, 9), (1900, 2000))[0] == (1, 1900)
    assert (1, 8) in pairs("12.5", (0, 99), (0, 12))
    assert pairs("0.3", (0, 9), (400, 400)) == [(1, 400)]  # 0.25 is rounded away from zero
    assert pairs("4.3", (0, 99), (1, 4), per=1) == [(13, 3), (17, 4)]


# rules that look safe


def block(seed):
    """Three areas with three by three codes, many of them small."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    parents = {"07335": None, **{f"07335500{number}": "07335" for number in range(3)}}
    lowest = [area for area in parents if area != "07335"]
    inner = {key: chance.choice((0, 2, 6, 9, 14, 20)) for key in itertools.product(lowest, *THREE)}
    return cube(inner, parents=parents, codes=THREE, name=("1.3b", "2016")), parents


def test_two_gaps_in_every_line_reveal_cells_by_equations_alone():
    revealed = 0
    for seed in range(25):
        table, parents = block(seed)
        published = read(table, two_gaps(table))
        attack = Attack(published, Knowledge(list(additions(published.counts, parents, THREE))))
        hidden = {name: group for name, group in attack.cells().items() if name not in visible(published)}
        told = attack.determined(hidden)
        revealed += sum(0 < true(table)[name] < K for name in told)
        assert all(len(set(attack.bounds(hidden[name]))) == 1 for name in told)

    assert revealed


@pytest.mark.parametrize("seed", range(6))
def test_the_same_tables_protected_reveal_nothing(seed):
    table, parents = block(seed)

    assert found(table, two_gaps(table), parents, THREE)
    assert not found(table, alone(table), parents, THREE)


def test_corners_of_zero_are_seen_by_bounds_and_not_by_equations():
    table, codes = square([[3, 0, 20], [0, 2, 30], [25, 14, 40]])
    published = read(table, two_gaps(table))
    attack = Attack(published, Knowledge(list(additions(published.counts, ALONE, codes))))

    assert not attack.determined(
        {name: group for name, group in attack.cells().items() if name not in visible(published)}
    )
    assert {one.truth for one in attack.findings(attack.cells(), true(table), k=K)} == {2, 3}
    assert not found(table, alone(table), ALONE, codes)


MARKS = {"<5": (1, 4), "•p": (1, 4), "•s": (5, float("inf"))}


@pytest.mark.parametrize(
    ("counts", "marks", "proved"), [((4, 4, 20), ("<5", "<5"), {4}), ((1, 5, 20), ("•p", "•s"), {1})]
)
def test_marks_that_say_more_than_hidden_reveal_what_they_mark(counts, marks, proved):
    table, codes = square([counts])
    first = [("1.3b", "2016", "07335", "r0", code) for code in codes[1]]
    both = [("1.3b", "2016", "07335", "_T", code) for code in codes[1]]
    hidden = {*first[:2], *both[:2]}
    labels = dict(zip([*first[:2], *both[:2]], marks * 2, strict=True))
    said = read_csv(written(table, hidden, labels), labels=MARKS)
    attack = Attack(said, Knowledge(list(additions(said.counts, ALONE, codes))))

    assert {one.low for one in attack.findings(attack.cells(), true(table), k=K) if one.low == one.high} == proved
    assert not found(table, hidden, ALONE, codes)


def several(tables, patterns, parents, codes, *, rising=(), sums=(), groups=(), whole=False):
    """What the attacker finds in several releases; `groups` are series of cells whose differences are people."""
    published = Published({})
    truth = {}
    for number, (table, hidden) in enumerate(zip(tables, patterns, strict=True)):
        published |= read(table, hidden, str(number))
        truth |= true(table, str(number))
    known = [*additions(published.counts, parents, codes), *sums]
    between = changes(groups)
    truth |= {name: truth[name[2]] - truth[name[1]] for name in between}
    less = {name: {name[1]: 1, name[2]: -1} for name in between}  # a correction downwards is a group, too
    attack = Attack(published, Knowledge(known, rising), whole=whole)
    return [
        *attack.findings({**attack.cells(), **between}, truth, k=K),
        *attack.findings(less, {name: -truth[name] for name in less}, k=K),
    ]


def quarters(parents, codes, number, added, seed=0):
    """Cumulative tables: all participants until this quarter; and the series of each cell, for us and the attacker."""
    so_far, tables = people(parents, added, seed, codes), []
    for quarter in range(number):
        tables.append(cube(so_far, parents=parents, codes=codes, name=("1.3b", f"Q{quarter}")))
        so_far += people(parents, added, seed + quarter + 1, codes)
    ours = [[(key[0], f"Q{quarter}", *key[2:]) for quarter in range(number)] for key in tables[0].counts]
    theirs = [[cell(key, key[1].removeprefix("Q")) for key in steps] for steps in ours]
    return tables, ours, theirs


def grows(series):
    return [pair for steps in series for pair in itertools.pairwise(steps)]


def test_releases_protected_alone_reveal_who_came_between_them():
    parents, codes = territory(DAY), (GENDERS,)
    tables, ours, theirs = quarters(parents, codes, 3, 160)
    options = {"rising": grows(theirs), "groups": theirs}

    naive = several(tables, map(alone, tables), parents, codes, **options)
    patterns = in_turn(tables, series=ours)

    assert {one.group[0] for one in naive} >= {"change"}
    assert not several(tables, patterns, parents, codes, **options)
    assert len(patterns[2]) < len(tables[2].counts)


@pytest.mark.parametrize("later", [22, 18])
def test_a_late_correction_reveals_whom_it_is_about(later):
    parents = {"07335": None, "073355001": "07335", "073355008": "07335", "073355009": "07335"}
    tables = [
        cube(
            {("073355001",): n, ("073355008",): 30, ("073355009",): 40}, parents=parents, codes=(), name=("1.3b", name)
        )
        for name, n in (("first", 20), ("corrected", later))
    ]
    ours = [[key, (key[0], "corrected", *key[2:])] for key in tables[0].counts]
    theirs = [[cell(first, "0"), cell(second, "1")] for first, second in ours]

    assert several(tables, map(alone, tables), parents, (), groups=theirs)
    assert not several(tables, in_turn(tables, series=ours), parents, (), groups=theirs)


def test_a_year_less_three_quarters_reveals_the_fourth():
    inner = [{("07335", "f"): f, ("07335", "m"): m} for f, m in ((12, 9), (8, 15), (11, 7), (2, 6))]
    year = {key: sum(one[key] for one in inner) for key in inner[0]}
    tables = [
        cube(one, parents=ALONE, codes=(GENDERS,), name=("1.3b", f"2016-Q{number}"))
        for number, one in enumerate(inner, start=1)
    ]
    whole = cube(year, parents=ALONE, codes=(GENDERS,), name=("1.3b", "2016"))
    ours = [(key, tuple((key[0], f"2016-Q{n}", *key[2:]) for n in range(1, 5))) for key in whole.counts]
    theirs = [(cell(total, "0"), tuple(cell(part, str(n)) for n, part in enumerate(parts, 1))) for total, parts in ours]
    everything = [whole, *tables]

    hidden = in_turn([*tables, whole], sums=ours)

    assert several(everything, map(alone, everything), ALONE, (GENDERS,), sums=theirs)
    assert not several(everything, [hidden[-1], *hidden[:-1]], ALONE, (GENDERS,), sums=theirs)


def test_a_share_of_few_reveals_the_few():
    table = cube({("07335", "f"): 3, ("07335", "m"): 5}, parents=ALONE, codes=(GENDERS,), name=("1.3b", "2016"))
    women, everybody = ("1.3b", "2016", "07335", "f"), ("1.3b", "2016", "07335", "_T")
    share = Ratio(("1", "X.1", "07335", "2016", "_T"), cell(women, "1"), cell(everybody, "1"))
    hidden = alone(with_complements(table, [(women, everybody)])) & table.counts.keys()
    published = read(table, hidden)
    known = Knowledge(list(additions(published.counts, ALONE, (GENDERS,))), ratios=[share])
    with_share = Published(published.counts, {share.cell: "37.5"})

    assert everybody not in hidden
    told, quiet = Attack(with_share, known), Attack(published, known)
    assert [(one.low, one.high) for one in told.findings(told.cells(), true(table), k=K)] == [(3, 3)]
    assert not share_is_public(women, everybody, hidden)
    assert not quiet.findings(quiet.cells(), true(table), k=K)


def test_a_share_of_nearly_all_reveals_the_others():
    table = Table({("1.1b", "2016", "07335", "yes"): 97, ("1.1b", "2016", "07335", "_T"): 100}, [])
    those, everybody = table.counts
    rest = {"rest": {cell(everybody, "1"): 1, cell(those, "1"): -1}}

    assert share_is_public(those, everybody, alone(table))
    assert Attack(read(table, alone(table))).findings(rest, {"rest": 3}, k=K)
    hidden = alone(with_complements(table, [(those, everybody)])) & table.counts.keys()
    assert not share_is_public(those, everybody, hidden)
    assert not Attack(read(table, hidden)).findings(rest, {"rest": 3}, k=K)


def test_new_borders_reveal_what_the_old_ones_hid():
    old, new = territory("2019-06-30"), territory("2019-07-01")
    south, before, after = "073355004", "073355005", "073355011"  # Kaiserslautern-Süd joined Landstuhl
    assert set(old) - set(new) == {south, before}
    assert set(new) - set(old) == {after}
    inner = {(area, code): 20 + 3 * place for place, area in enumerate(old) if area != "07335" for code in GENDERS}
    inner[south, "f"] = 3
    name, codes = ("1.3b", "2018"), (GENDERS,)
    both = cube(inner, parents={**old, south: after, before: after, after: "07335"}, codes=codes, name=name)
    first = cube(inner, parents=old, codes=codes, name=name)
    second = Table({key: count for key, count in both.counts.items() if key[2] in new}, ())
    same = [
        (cell(key, "1"), (cell(key, "0"),)) if key[2] != after else
        (cell(key, "1"), tuple(cell((*key[:2], area, *key[3:]), "0") for area in (south, before)))
        for key in second.counts
    ]  # fmt: skip
    then, now = ([cell(key, release) for key in one.counts] for release, one in (("0", first), ("1", second)))
    known = Knowledge([*additions(then, old, codes), *additions(now, new, codes), *same])

    def attacked(hidden_first, hidden_second):
        published = read(first, hidden_first, "0") | read(second, hidden_second, "1")
        attack = Attack(published, known)
        return attack.findings(attack.cells(), true(first, "0") | true(second, "1"), k=K)

    recounted = cube(
        {(after if area in {south, before} else area, code): 0 for area, code in inner}
        | {(after, code): inner[south, code] + inner[before, code] for code in GENDERS}
        | {(area, code): count for (area, code), count in inner.items() if area not in {south, before}},
        parents=new, codes=codes, name=name,
    )  # fmt: skip
    assert attacked(alone(first), alone(recounted))
    stacked, shown = stack(both, [Release(first, alone(first))], k=K)
    protection = protect(stacked, k=K, seed=SEED, shown=shown)
    assert protection.reason is None
    assert not attacked(alone(first), protection.hidden)


def test_linked_tables_reveal_each_other():
    parents = {"07335": None, "073355001": "07335", "073355008": "07335", "073355009": "07335"}
    lowest = list(parents)[1:]
    inner = {"1.3b": (20, 30, 40), "4.3b": (2, 15, 25), "all": (22, 45, 65)}
    tables = [
        cube(
            {(area,): n for area, n in zip(lowest, counts, strict=True)}, parents=parents, codes=(), name=(name, "2016")
        )
        for name, counts in inner.items()
    ]
    ours = [(("all", *rest), (("1.3b", *rest), ("4.3b", *rest))) for _, *rest in tables[0].counts]
    theirs = [(cell(total, "2"), (cell(one, "0"), cell(other, "1"))) for total, (one, other) in ours]
    together = protect(merge(tables, sums=ours), k=K, seed=SEED)

    assert several(tables, map(alone, tables), parents, (), sums=theirs)
    assert not several(tables, [together.hidden] * 3, parents, (), sums=theirs)


def test_another_pattern_each_time_reveals_by_what_they_share():
    table, codes = square([[2, 9, 9], [9, 9, 9], [9, 9, 9]])
    seeds = [bytes([number]) for number in range(1, 20)]
    patterns = {protect(table, k=K, seed=seed).hidden for seed in seeds}
    hidden = frozenset.intersection(*patterns)  # whoever keeps old files has each cell that was visible once

    assert len(patterns) > 1
    assert found(table, hidden, ALONE, codes)
    stacked, shown = stack(table, [Release(table, alone(table))], k=K)
    assert protect(stacked, k=K, seed=seeds[0], shown=shown).hidden == alone(table)


# and what we do


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6), number=st.integers(5, 150), codes=st.sampled_from([(), (GENDERS,), TWO]),
    block_below=st.sampled_from([0, 2 * K]),
)  # fmt: skip
def test_nothing_is_found_in_a_table_we_protected(seed, number, codes, block_below):
    parents = dict(list(territory(DAY).items())[:4])
    inner = people(parents, number, seed, codes)
    table = cube(inner, parents=parents, codes=codes, name=("1.3b", "2016"), block_below=block_below)

    assert not found(table, alone(table), parents, codes)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), number=st.integers(10, 60))
def test_nothing_is_found_in_releases_we_protected_in_turn(seed, number):
    parents = dict(list(territory(DAY).items())[:4])
    tables, ours, theirs = quarters(parents, (GENDERS,), 3, number, seed)

    patterns = in_turn(tables, series=ours)

    assert not several(tables, patterns, parents, (GENDERS,), rising=grows(theirs), groups=theirs)


@pytest.mark.full
@pytest.mark.parametrize("codes", [TWO, THREE])
@pytest.mark.parametrize("number", [60, 240, 1200])
def test_nothing_is_found_in_the_county(number, codes):
    for seed, municipalities in itertools.product(range(2), (False, True)):
        parents = territory(DAY, municipalities=municipalities)
        table = cube(
            people(parents, number, seed, codes), parents=parents, codes=codes, name=("1.3b", "2016"),
            unpublished=set(territory(DAY, municipalities=True)) - set(territory(DAY)) if seed % 2 else (),
        )  # fmt: skip
        assert not found(table, alone(table), parents, codes, whole=not municipalities)


@pytest.mark.full
def test_nothing_is_found_in_three_years_of_quarters():
    parents = territory(DAY)
    tables, ours, theirs = quarters(parents, (GENDERS,), 12, 100)

    patterns = in_turn(tables, series=ours)

    assert not several(tables, patterns, parents, (GENDERS,), rising=grows(theirs), groups=theirs)
