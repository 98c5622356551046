"""The dimensions values are broken down by, and their codes. `_T` is all of them together.

Self-declared traits are asked in plain words and always offer `not_stated`. Lists that grow with the county (newspapers
and administrations are keys of organisations; components, topics) are open: any code of the right form fits.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

TOTAL = "_T"
AREA = "area"
RESERVED_AREAS = ("outside", "unknown")  # parts of the county's sum that lie in no Verbandsgemeinde
CLOSED: Mapping[str, tuple[str, ...]] = {
    "gender": ("f", "m", "d", "not_stated"),
    "migration_background": ("yes", "no", "not_stated"),
    "role": ("mentor", "mentee"),
    "council_level": ("verbandsgemeinde", "municipality"),
    "part": ("board", "box"),
    "school_type": ("realschule_plus", "gymnasium", "igs", "vocational", "special", "other"),
    "employer_type": ("administration", "school", "club", "company", "other"),
}
OPEN = ("topic", "club_type", "paper", "component", "administration")
_OPEN_CODE = re.compile("[a-z0-9][a-z0-9_-]{0,59}")


def is_code(dimension: str, code: str) -> bool:
    """Say whether a code, or `_T`, belongs to a dimension."""
    if code == TOTAL:
        return True
    if dimension in CLOSED:
        return code in CLOSED[dimension]
    return dimension in OPEN and _OPEN_CODE.fullmatch(code) is not None


def without_area(dimensions: Sequence[str]) -> list[str]:
    """Return the dimensions `dims` is written in: all but the area, which has a column of its own."""
    return [one for one in dimensions if one != AREA]


def dims_of(dimensions: Sequence[str], codes: Mapping[str, str]) -> str:
    """Return codes as one key in the order of the indicator's dimensions, `_T` where none is given: `f._T`."""
    return ".".join(codes.get(one, TOTAL) for one in without_area(dimensions))


def codes_of(dimensions: Sequence[str], dims: str) -> dict[str, str]:
    """Return the codes of a key by dimension, totals included: the same dictionary each time, to be read only."""
    return _codes_of(tuple(dimensions), dims)


@lru_cache(maxsize=4096)  # the cells of a series share few keys
def _codes_of(dimensions: tuple[str, ...], dims: str) -> dict[str, str]:
    return dict(zip(without_area(dimensions), dims.split("."), strict=True)) if dims else {}


def total_of(dimensions: Sequence[str]) -> str:
    """Return the key of the cell of everybody."""
    return dims_of(dimensions, {})
