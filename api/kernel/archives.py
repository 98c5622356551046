"""The parts of a spreadsheet file, measured before any of them is parsed: what unpacks to too much is refused.

The parser reads sheets and their texts as a stream, but styles, names and the like at once: a megabyte of them can take
minutes and gigabytes. Pure functions.
"""

import io
import re
import zipfile

LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_RATIO = 100
MOST_PARTS = 500
MOST_TAGS = 2_500_000  # of sheets and their texts: 20,000 lines of 25 cells
MOST_OTHER_TAGS = 50_000
_SHEETS, _TEXTS, _TYPES = "xl/worksheets/", "xl/sharedStrings.xml", "[Content_Types].xml"
_HIDING = rb"/xl/(?:worksheets/|sharedStrings)"
_DISGUISED = re.compile(rb"<[^<>]*(?:" + _HIDING + rb"[^<>]*\.main\+xml|\.main\+xml[^<>]*" + _HIDING + rb")")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


class TooMuchError(ValueError):
    """An archive that unpacks to more than can be read in some seconds."""


def has_formulas(content: bytes) -> bool:
    """Say whether a sheet of a spreadsheet holds formulas. Raises TooMuchError, and what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)  # no more is ever unpacked
        if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * len(content):
            raise TooMuchError
        return _counted(archive, [part.filename for part in parts])


def _counted(archive: zipfile.ZipFile, names: list[str]) -> bool:
    tags, others, formulas = 0, 0, False
    for name in names:
        part = archive.read(name)
        if name.startswith(_SHEETS) or name == _TEXTS:
            tags += part.count(b"<")
            formulas = formulas or (name != _TEXTS and _FORMULA.search(part) is not None)
        else:
            others += part.count(b"<")
        if tags > MOST_TAGS or others > MOST_OTHER_TAGS or (name == _TYPES and _DISGUISED.search(part)):
            raise TooMuchError
    return formulas
