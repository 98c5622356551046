"""`python -m bench.exporting`: a million rows over HTTP in every streamed format, and what web needs for it.

The service runs as `./wik up` starts it (demo data, SQLite), anew for each format, so that its peak is its own. Before
each the same format of few rows is asked for: what is loaded once per process belongs to no number of rows.
"""

import contextlib
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from bench.__main__ import free_port, running
from bench.series import SERIES, fill

SUFFIXES = ("csv", "xlsx", "sdmx.csv", "sdmx.json", "jsonstat.json")
GROUPS = 358  # × seven areas × 200 quarters × two states of each cell: 1,002,400 rows
ALL = "by=area,topic&include_history=true"


def peak(parent: int) -> float:
    """Return the most megabytes the first child of a process ever had resident (Linux)."""
    found: dict[int, float] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if fields.get("PPid", "").strip() == str(parent):
                found[int(fields["Pid"])] = int(fields["VmHWM"].split()[0]) / 1024
    return found[min(found)]


def taken(address: str) -> tuple[int, float, float]:
    """Ask for a file and drop it; return its bytes, and the seconds to the first and to the last of them."""
    began = time.perf_counter()
    size, first = 0, 0.0
    with urlopen(address, timeout=600) as answer:
        while piece := answer.read(1 << 16):
            first = first or time.perf_counter() - began
            size += len(piece)
    return size, first, time.perf_counter() - began


def measured(data: str, suffix: str) -> str:
    """Start the service, ask for a format of few and of all rows, and return the line of the table."""
    port = free_port()
    limits = {"WIK_READS_PER_MINUTE": "100000"}
    with running(["-m", "api", "up", "--port", str(port), "--data", data], port, **limits) as process:
        address = f"http://127.0.0.1:{port}{SERIES}.{suffix}"
        taken(address)
        before = peak(process.pid)
        size, first, last = taken(f"{address}?{ALL}")
        after = peak(process.pid)
    return f"| {suffix} | {size / 1e6:.1f} | {first:.1f} / {last:.1f} | {before:.0f} | {after:.0f} |"


def main() -> None:
    """Fill a database, and print the table for bench/README.md."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        with running(["-m", "api", "up", "--port", str(port), "--data", data], port):
            pass
        many, _ = fill(Path(data) / "wik.sqlite", codes=("1.3a",), groups=GROUPS)
        print(f"{many} released cells; `{SERIES}.csv?{ALL}` and so on.\n")
        print("| file | MB | s to first / last byte | peak MB, few rows | peak MB, all rows |\n|---|---|---|---|---|")
        for suffix in SUFFIXES:
            print(measured(data, suffix), flush=True)


if __name__ == "__main__":
    main()
