"""Documents and pictures set by typst from a template and its data, in our own fonts. Same data, same bytes.

A letter our fonts lack is refused by PDF/UA-1: texts go through `printable` before.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import typst

_FONTS = Path(__file__).parent / "fonts"


def typeset_document(template: Path, data: Mapping[str, Any], day: dt.date) -> bytes:
    """Fill a template with `data` and return a PDF/UA-1, dated noon (UTC) of `day`."""
    import typst  # noqa: PLC0415 - 7 MB that few processes need: read when first needed

    return typst.compile(
        str(template),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
        sys_inputs=_inputs(data),
    )


def typeset_picture(
    template: Path, data: Mapping[str, Any], form: Literal["png", "svg"], *, pixels_per_inch: float
) -> bytes:
    """Fill a template with `data` and return a picture."""
    import typst  # noqa: PLC0415 - as above

    return typst.compile(
        str(template),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=pixels_per_inch,
        sys_inputs=_inputs(data),
    )


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


@cache
def fonts() -> "typst.Fonts":
    """Return the fonts everything printed is set in: Latin, Cyrillic and Arabic letters."""
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
