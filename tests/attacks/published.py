"""Everything that is published of an indicator, downloaded and read: one reader for each format, none of them ours.

A reader gives what a file says as `Said` by `Spot`; what a format has no place for is None. Two files contradict each
other where both say something, and not the same.
"""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import openpyxl

MARK = "•"
GAPS = {".": "missing", "...": "later", "x": "not_applicable", MARK: "suppressed"}


class Spot(NamedTuple):
    """Where a published number stands, `codes` in the order of the indicator's dimensions without the area."""

    area: str
    period: str
    codes: tuple[str, ...]
    source: str
    basis: str
    territory: str
    release: str


class Said(NamedTuple):
    """What a file says there; `value` as it is shown, the mark and the other gaps are None."""

    status: str
    value: float | str | None
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class Wish:
    """What is asked for: the code and the parameters of the address."""

    code: str
    dimensions: tuple[str, ...]  # without the area
    query: tuple[tuple[str, str], ...]

    def of(self, suffix: str) -> str:
        """The address of the series in a format; an empty suffix is JSON."""
        query = "&".join(f"{name}={value}" for name, value in self.query)
        return f"/api/v1/indicators/{self.code}/series{suffix}{'?' if query else ''}{query}"


HIDDEN = Said("suppressed", None, None, None)
Found = Mapping[Spot, Said]
Read = Callable[[bytes, Wish], Found]


def _number(value: Any) -> float | str | None:
    """A number, or the word for how far something is realised."""
    if value in {None, "", *GAPS}:
        return None
    return value if isinstance(value, str) and value.isalpha() else float(value)


def _whole(value: Any) -> int | None:
    return None if value in {None, ""} else int(value)


def from_json(body: bytes, wish: Wish) -> Found:
    return {
        Spot(
            one["area"], one["period"], tuple(one["codes"][name] for name in wish.dimensions), one["source"],
            one["basis"], one["territory_date"], one["release"],
        ): Said(one["status"], _number(one["value"]), one["numerator"], one["denominator"])
        for one in json.loads(body)["items"]
    }  # fmt: skip


def _from_rows(rows: Iterator[Mapping[str, Any]], wish: Wish) -> Found:
    found = {}
    for row in rows:
        assert GAPS.get(str(row["value"]), row["status"]) == row["status"]  # the mark and the state say the same
        spot = Spot(
            row["area"], row["period"], tuple(row[name] for name in wish.dimensions), row["source"],
            row["basis"] or "", str(row["territory_date"])[:10], row["release"],
        )  # fmt: skip
        found[spot] = Said(row["status"], _number(row["value"]), _whole(row["numerator"]), _whole(row["denominator"]))
    return found


def from_csv(body: bytes, wish: Wish) -> Found:
    return _from_rows(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"), wish)


def from_xlsx(body: bytes, wish: Wish) -> Found:
    lines = openpyxl.load_workbook(io.BytesIO(body), read_only=True).worksheets[0].values
    head = next(lines)
    return _from_rows((dict(zip(head, line, strict=True)) for line in lines), wish)


def _sdmx(row: Mapping[str, Any], wish: Wish) -> tuple[Spot, Said]:
    time = row["TIME_PERIOD"].replace("-S", "-H")
    spot = Spot(
        row["REF_AREA"], f"W{time}" if row["FREQ"] == "_O" else time,
        tuple(row[name.upper()] for name in wish.dimensions), row["SOURCE"],
        "" if row["BASIS"] == "_Z" else row["BASIS"], row["TERRITORY_DATE"], row["RELEASE"],
    )  # fmt: skip
    numbers = _whole(row["NUMERATOR"]), _whole(row["DENOMINATOR"])
    assert (row["OBS_STATUS"] == "Q") == (row["STATUS"] == "suppressed") == (row["OBS_VALUE"] == MARK)
    return spot, Said(row["STATUS"], _number(row["OBS_VALUE"]), *numbers)


def from_sdmx_csv(body: bytes, wish: Wish) -> Found:
    return dict(_sdmx(row, wish) for row in csv.DictReader(io.StringIO(body.decode())))


def from_sdmx_json(body: bytes, wish: Wish) -> Found:
    data = json.loads(body)["data"]
    structure = data["structures"][0]
    dimensions = structure["dimensions"]["observation"]
    attributes = structure["attributes"]["observation"]

    def coded(component, number):
        value = component["values"][number]
        return value.get("id", value.get("value"))

    found = {}
    for key, (value, *said) in data["dataSets"][0]["observations"].items():
        row = {one["id"]: coded(one, int(place)) for one, place in zip(dimensions, key.split(":"), strict=True)}
        for one, text in zip(attributes, said, strict=True):
            row[one["id"]] = coded(one, text) if "values" in one and text is not None else text
        spot, told = _sdmx({**row, "OBS_VALUE": value}, wish)
        found[spot] = told
    return found


def from_jsonstat(body: bytes, wish: Wish) -> Found:
    cube = json.loads(body)
    codes = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
    found = {}
    for place, status in cube["status"].items():
        left, parts = int(place), []
        for size in reversed(cube["size"]):
            left, code = divmod(left, size)
            parts.insert(0, code)
        row = {name: index[code] for name, index, code in zip(cube["id"], codes, parts, strict=True)}
        spot = Spot(
            row["area"], row["period"], tuple(row[name] for name in wish.dimensions), row["source"],
            row["basis"].replace("_", ""), row["territory_date"], row.get("release", ""),
        )  # fmt: skip
        found[spot] = Said(status, _number(cube["value"][place]), None, None)
    return found


READERS: Mapping[str, Read] = {
    "": from_json,
    ".csv": from_csv,
    ".xlsx": from_xlsx,
    ".sdmx.csv": from_sdmx_csv,
    ".sdmx.json": from_sdmx_json,
    ".jsonstat.json": from_jsonstat,
}


def downloaded(client: Any, wish: Wish, suffix: str = "") -> bytes:
    """A file as the world gets it."""
    answer = client.get(wish.of(suffix))
    assert answer.status_code == 200, (wish.of(suffix), answer.text)
    return answer.content


def from_package(client: Any, wish: Wish) -> Found:
    """What the file says that a data package names."""
    package = json.loads(downloaded(client, wish, ".datapackage.json"))
    (resource,) = package["resources"]
    path = re.sub("^https?://[^/]+", "", resource["path"])
    answer = client.get(path)
    assert answer.status_code == 200, path
    names = [one["name"] for one in resource["schema"]["fields"]]
    assert answer.content.decode("utf-8-sig").splitlines()[0] == ";".join(names)
    return from_csv(answer.content, wish)


def contradictions(one: Found, other: Found) -> list[tuple[Spot, Said | None, Said | None]]:
    """Where two files do not say the same. A format without a release in its key, or without numbers, may be silent."""
    releases = all(spot.release for spot in other)
    left = one if releases else {spot._replace(release=""): said for spot, said in one.items()}
    found = []
    for spot in left.keys() | other.keys():
        here, there = left.get(spot), other.get(spot)
        if here is None or there is None or there.status == "suppressed":
            same = here == there and not any((there or HIDDEN)[1:])
        else:
            same = all(theirs in {None, ours} for ours, theirs in zip(here, there, strict=True))
        if not same:
            found.append((spot, here, there))
    return found


def times(client: Any, line: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every way to ask for a state of the past: now, every state, each release by its number, and by its day."""
    yield ()
    yield (("include_history", "true"),)
    yield (("as_of", "2000-01-01"),)
    releases = client.get("/api/v1/releases", params={"limit": 200}).json()["items"]
    for one in releases:
        day = one["published_at"][:10]
        if one["line"] == line:
            yield (("release", one["id"]),)
        yield (("as_of", day),)
        yield (("updated_since", day),)


def breakdowns(client: Any, indicator: Mapping[str, Any]) -> Iterator[tuple[bool, Wish]]:
    """Every breakdown that is released, by kind of period; says whether it is as fine as can be."""
    dimensions = tuple(indicator["dimensions"])
    inner = tuple(one for one in dimensions if one != "area")
    for size in range(len(dimensions) + 1):
        for by in itertools.combinations(dimensions, size):
            asked = Wish(indicator["code"], inner, (("by", ",".join(by)),) if by else ())
            answer = client.get(asked.of(""))
            assert answer.status_code == 200 or answer.json()["errors"][0]["code"] == "not_a_released_breakdown"
            for kind in answer.json().get("periods", ()):
                yield {*inner} <= {*by}, Wish(indicator["code"], inner, (*asked.query, ("period", kind)))
