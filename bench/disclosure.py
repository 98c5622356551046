"""`python -m bench.disclosure`: how long protecting takes, for the tables a county publishes. Prints a table."""

import statistics
import time
from collections.abc import Callable, Iterator

from api.disclosure import Key, Release, Table, cube, protect, stack, verify
from tests.disclosure.county import GENDERS, MIGRATION, people, territory

K, SEED, ROUNDS = 5, b"a seed for the bench", 3
DAY = "2014-12-31"  # seven Verbandsgemeinden
WITH_UNSTATED = (*GENDERS, "d"), (*MIGRATION, "not_stated")


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def tables() -> Iterator[tuple[str, Table, frozenset[Key]]]:
    """Yield the cases: name, table, what is public already."""
    inside = {"Verbandsgemeinde": territory(DAY), "municipality": territory(DAY, municipalities=True)}
    for level, parents in inside.items():
        for codes in ((GENDERS, MIGRATION), WITH_UNSTATED):
            for number in (240, 1200, 5807):
                table = cube(people(parents, number, 1, codes), parents=parents, codes=codes)
                yield f"{level}, {len(codes[0])} × {len(codes[1])} codes, {number} people", table, frozenset()


def quarters(number: int, added: int) -> tuple[Table, frozenset[Key]]:
    """Return the last of that many cumulative tables, each protected together with those before."""
    parents, releases, codes = territory(DAY), list[Release](), (GENDERS, MIGRATION)
    so_far = people(parents, added, 0)
    for quarter in range(1, number):
        table = cube(so_far, parents=parents, codes=codes, name=(f"{quarter:02}",))
        stacked, shown = stack(table, releases[-1:], k=K, series=_series(table, releases))
        releases.append(Release(stacked, protect(stacked, k=K, seed=SEED, shown=shown).hidden))
        so_far += people(parents, added, quarter)
    table = cube(so_far, parents=parents, codes=codes, name=(f"{number:02}",))
    return stack(table, releases[-1:], k=K, series=_series(table, releases))


def _series(table: Table, releases: list[Release]) -> list[list[tuple[str, ...]]]:
    return [[(f"{past:02}", *key[1:]) for past in range(1, len(releases) + 2)] for key in table.counts]


def main() -> None:
    """Measure every case; the median of some rounds."""
    print("| table, k = 5 | cells | sums | small | hidden | protect s | verify ms |\n|---|---|---|---|---|---|---|")
    cases = [*tables(), *((f"{n} cumulative quarters stacked, 100 people each", *quarters(n, 100)) for n in (4, 12))]
    for name, table, shown in cases:
        report(name, table, shown)


def report(name: str, table: Table, shown: frozenset[Key]) -> None:
    """Measure one case and print its line."""
    found = protect(table, k=K, seed=SEED, shown=shown)
    took = statistics.median(seconds(lambda: protect(table, k=K, seed=SEED, shown=shown)) for _ in range(ROUNDS))
    checked = statistics.median(seconds(lambda: verify(table, found, k=K, shown=shown)) for _ in range(ROUNDS))
    little = sum(0 < count < K and key not in shown for key, count in table.counts.items())
    hidden = f"{len(found.hidden - table.latent)}{' (withheld)' if found.reason else ''}"
    sizes = f"{len(table.counts)} | {len(table.sums)} | {little} | {hidden}"
    print(f"| {name} | {sizes} | {took:.2f} | {1000 * checked:.0f} |", flush=True)


if __name__ == "__main__":
    main()
