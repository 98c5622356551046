"""The dimensions of a sheet with their codes and words, as somebody who enters values sees them."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import or_
from sqlmodel import Session

from api.indicators import words
from api.indicators.codes import CLOSED, TOTAL, codes_of, is_code, without_area
from api.indicators.staff_schemas import CodeView, DimensionView
from api.indicators.tables import Indicator
from api.kernel.language import every, texts
from api.kernel.reading import columns, rows_of
from api.places import ORGANISATIONS, OrganisationKind

# Lists that grow with the register: their codes are keys of organisations of this kind.
_REGISTERED = {"administration": OrganisationKind.administration, "paper": OrganisationKind.newspaper}


def dimensions_of(session: Session, indicator: Indicator, dims: Collection[str], day: dt.date) -> list[DimensionView]:
    """Return the dimensions but the area, each with its codes; of open lists those registered and those in `dims`.

    What is registered counts where it existed on the day.
    """
    used = [codes_of(indicator.dimensions, one) for one in dims]
    return [
        DimensionView(
            name=name,
            label=words.dimension_texts(name),
            codes=_codes(session, name, {one[name] for one in used} - {TOTAL}, day),
            open=name not in CLOSED,
        )
        for name in without_area(indicator.dimensions)
    ]


def _codes(session: Session, name: str, used: Collection[str], day: dt.date) -> list[CodeView]:
    if name in CLOSED:
        return [CodeView(code=code, label=words.code_texts(name, code)) for code in CLOSED[name]]
    known = columns(ORGANISATIONS.c.key, ORGANISATIONS.c.name).where(
        ORGANISATIONS.c.kind == _REGISTERED.get(name),
        or_(ORGANISATIONS.c.key.in_(used), (ORGANISATIONS.c.valid_from <= day) & (ORGANISATIONS.c.valid_to >= day)),
    )
    rows = rows_of(session, known.order_by(ORGANISATIONS.c.sort)) if name in _REGISTERED else ()
    names: dict[str, str] = {row.key: row.name for row in rows if is_code(name, row.key)}
    return [
        CodeView(code=code, label=every(texts(names[code])) if code in names else words.code_texts(name, code))
        for code in (*names, *sorted(set(used) - names.keys()))
    ]
