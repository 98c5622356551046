"""`python -m bench.series`: a series of 200 points among a million released cells, ours and others', in turn.

Ours is the service as `./wik up` starts it (demo data, SQLite); what it released about institutions is replaced by
invented cells, each in two states, so that the past is as long as the present. Asked: from the cache, made anew each
time, as of a day in the past; then the same rows of others (`bench.rivals`).
"""

import argparse
import contextlib
import datetime as dt
import json
import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench import rivals
from bench.__main__ import free_port, medians, running, wait_for
from bench.load import Load, burst, request

CODES = ("1.1a", "1.2", "1.3a", "2.1", "2.3", "4.3a")
ASKED, AREA, TOTAL = "1.3a", "07335", "_T"
YEARS, GROUPS = range(1975, 2025), 53
PAST = dt.date(2026, 2, 1)
POINTS = 4 * len(YEARS)
Asked = tuple[int, bytes]
SERIES = f"/api/v1/indicators/{ASKED}/series"


def cells(areas: list[str], codes: Sequence[str] = CODES, groups: int = GROUPS) -> Iterator[tuple[Any, ...]]:
    """Yield indicator, area, code of the group and period of every cell."""
    for code in codes:
        for area in areas:
            for group in range(groups):
                for year in YEARS:
                    for quarter in range(1, 5):
                        yield code, area, f"g{group}" if group else TOTAL, year, quarter


def fill(path: Path, codes: Sequence[str] = CODES, groups: int = GROUPS) -> tuple[int, list[tuple[Any, ...]]]:
    """Replace what was released about institutions by invented cells; return their number and the newest of each."""
    newest: list[tuple[Any, ...]] = []
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        areas = [
            AREA,
            *(key for (key,) in file.execute("SELECT key FROM area WHERE kind = 'verbandsgemeinde' LIMIT 7")),
        ]
        file.execute("DELETE FROM release_cell WHERE line = 'I'")
        file.execute("DELETE FROM release WHERE line = 'I'")
        for number, day in ((1, dt.date(2026, 1, 5)), (2, dt.date(2026, 7, 5))):
            row = ("I", number, f"{day} 02:00:00", str(day), 1, "", "1")
            into = "INSERT INTO release (line, number, published_at, day, changed, digest, rules) VALUES "
            file.execute(f"{into}({', '.join('?' for _ in row)})", row)
        columns = (
            "line, since, until, indicator, area, dims, period, period_type, period_start, period_end, source, basis,"
            " territory_date, status, numerator, withdrawn"
        )
        into = f"INSERT INTO release_cell ({columns}) VALUES ({', '.join('?' for _ in columns.split(','))})"  # noqa: S608
        file.executemany(into, _rows(cells(areas, codes, groups), newest))
        (many,) = file.execute("SELECT count(*) FROM release_cell WHERE line = 'I'").fetchone()
        file.execute("UPDATE room_revision SET revision = revision + 1")
    return many, newest


def _rows(wanted: Iterator[tuple[Any, ...]], newest: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for number, (code, area, dims, year, quarter) in enumerate(wanted):
        start = dt.date(year, 3 * quarter - 2, 1)
        end = dt.date(year + quarter // 4, 3 * quarter % 12 + 1, 1) - dt.timedelta(days=1)
        period = f"{year}-Q{quarter}"
        for since, until, value in ((1, 2, number % 90 + 1), (2, 2**31 - 1, number % 90 + 2)):
            yield (
                *("I", since, until, code, area, dims, period, "quarter", str(start), str(end), "project", ""),
                *(str(end), "value", value, None),
            )
        newest.append((code, area, period, dims, "value", number % 90 + 2))


@contextlib.contextmanager
def other(command: list[str], port: int, path: str, **environment: str) -> Iterator[None]:
    """Run somebody else's server for the length of the block."""
    environment = {**os.environ, **environment}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process, path)
        yield
    finally:
        process.terminate()
        process.wait(20)


def serve_others(
    installed: Path, folder: Path, rows: list[tuple[Any, ...]], stack: contextlib.ExitStack
) -> dict[str, Asked]:
    """Start the others with these rows, their files in `folder`; return where to ask each, and what."""
    programs, directus = rivals.install(installed)
    read = free_port()
    rivals.datasette_file(folder / "series.db", rows)
    serve = [str(programs / "datasette"), "serve", str(folder / "series.db"), "-p", str(read)]
    stack.enter_context(other(serve, read, "/"))
    base, data, program = free_port(), folder / "pocketbase", str(programs / "pocketbase")
    serve = [program, "serve", f"--http=127.0.0.1:{base}", "--dir", str(data)]
    rivals.pocketbase_owner(program, data)
    with other(serve, base, "/api/health"):
        rivals.pocketbase_table(base)
    rivals.pocketbase_rows(data, rows)
    stack.enter_context(other(serve, base, "/api/health"))
    items, file = free_port(), folder / "directus.db"
    settings = rivals.directus_settings(file, items)
    run = ["node", str(directus)]
    subprocess.run([*run, "bootstrap"], env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)
    with other([*run, "start"], items, "/server/ping", **settings):
        rivals.directus_table(items)
    rivals.directus_rows(file, rows)
    stack.enter_context(other([*run, "start"], items, "/server/ping", **settings))
    named = (ASKED, AREA, TOTAL, POINTS)
    return {
        "Datasette, table": (read, request(rivals.datasette_address(*named))),
        "PocketBase, list": (base, request(rivals.pocketbase_address(*named))),
        "Directus, items": (items, request(rivals.directus_address(*named), **rivals.DIRECTUS_TOKEN)),
    }


def serve_ours(data: str, stack: contextlib.ExitStack) -> dict[str, Asked]:
    """Start ours with and without its cache, and the bare app with the same body; return where to ask, and what."""
    ours, slow, bare = free_port(), free_port(), free_port()
    limits = {"WIK_READS_PER_MINUTE": "100000000"}
    for port, more in ((ours, {}), (slow, {"WIK_CACHE_BYTES": "0"})):
        stack.enter_context(running(["-m", "api", "up", "--port", str(port), "--data", data], port, **limits, **more))
    with urlopen(Request(f"http://127.0.0.1:{ours}{SERIES}"), timeout=10) as answer:
        body = answer.read().decode()
        if len(json.loads(body)["items"]) != POINTS:
            raise SystemExit(f"the series has not {POINTS} points")
        known = {"body": body, "etag": answer.headers["ETag"], "headers": []}
    file = Path(data) / "body.json"
    file.write_text(json.dumps(known), encoding="utf-8")
    stack.enter_context(running(["-m", "bench.bare"], bare, BENCH_PORT=str(bare), BENCH_BODY=str(file)))
    return {
        "ours, cached": (ours, request(SERIES, Accept_Encoding="identity")),
        "bare ASGI app": (bare, request(SERIES)),
        "ours, made anew": (slow, request(SERIES)),
        "ours, as of a day in the past": (slow, request(f"{SERIES}?as_of={PAST}")),
    }


def main() -> None:
    """Run everything and print the table for bench/README.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.series", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--folder", type=Path, help="where the others are installed; without it nobody else is asked")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, contextlib.ExitStack() as stack:
        port = free_port()
        with running(["-m", "api", "up", "--port", str(port), "--data", data], port):
            pass
        many, newest = fill(Path(data) / "wik.sqlite")
        cases = serve_ours(data, stack)
        if options.folder:
            options.folder.mkdir(parents=True, exist_ok=True)
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            cases |= serve_others(options.folder.resolve(), place, newest, stack)
        report(many, measured(cases, rounds=options.rounds, seconds=options.seconds))


def measured(cases: dict[str, Asked], *, rounds: int, seconds: float) -> dict[str, dict[int, Load]]:
    """Visit every case in turn, over one connection and over sixteen; return the medians by number of connections."""
    found: dict[int, dict[str, list[Load]]] = {many: {name: [] for name in cases} for many in (1, 16)}
    for _ in range(rounds):
        for name, (port, asked) in cases.items():
            for many in found:
                found[many][name].append(burst(port, asked, seconds=seconds, connections=many))
    by_many = {many: medians(some) for many, some in found.items()}
    return {name: {many: some[name] for many, some in by_many.items()} for name in cases}


def report(many: int, found: dict[str, dict[int, Load]]) -> None:
    """Print the figures as Markdown."""
    print(f"{many} released cells; `{SERIES}`, {POINTS} points.\n")
    print("| asked | answers a second, 16 connections | of ours, cached | p50 / p95 ms, one connection |")
    print("|---|---|---|---|")
    best = found["ours, cached"][16].rate
    for name, loads in found.items():
        if {one.status for one in loads.values()} != {200}:
            raise SystemExit(f"{name} does not answer 200: {loads}")
        one = loads[1]
        print(f"| {name} | {loads[16].rate:.0f} | {loads[16].rate / best:.3f} | {one.p50:.1f} / {one.p95:.1f} |")
    past, now = (found[name][1].p50 for name in ("ours, as of a day in the past", "ours, made anew"))
    print(f"\nAs of a day in the past, of the newest: {past / now:.2f} (p50).")


if __name__ == "__main__":
    main()
