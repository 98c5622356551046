"""What is worked out from other indicators: the share of women. Pure; of shown cells only, so it tells nothing new.

The share is of all who took part or were interested, also of those who did not say their gender.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from api.indicators.codes import dims_of, total_of
from api.indicators.cube import Place
from api.indicators.periods import Period, PeriodType
from api.indicators.rollup import NUMBERED, Value
from api.indicators.tables import OWN_SOURCE, Indicator, IndicatorKind, ObservationStatus

GENDER, WOMEN = "gender", "f"


def women_of(indicators: Iterable[Indicator], county: str, shown: Mapping[Place, Value]) -> dict[Place, Value]:
    """Return the yearly cells of every share that is `derived`, from what is `shown` of the indicators that feed it.

    Counts with a gender are added up, numerators and denominators apart; a hidden part hides the share.
    """
    known = {one.code: one for one in indicators}
    found: dict[Place, Value] = {}
    for share in known.values():
        if share.derived and share.kind == IndicatorKind.share:
            parts = [known[code] for code in share.fed_by if code in known]
            counts = [one for one in parts if one.kind == IndicatorKind.count and GENDER in one.dimensions]
            for period, pairs in _pairs(counts, county, shown).items():
                place = Place(share.code, county, total_of(share.dimensions), period, OWN_SOURCE, "", period.end)
                found[place] = _share(pairs)
    return found


def fed(indicators: Iterable[Indicator], place: Place) -> list[Place]:
    """Return the cells of shares that are worked out from this one: they say it, too, when it is taken back."""
    return [
        place._replace(indicator=one.code, dims=total_of(one.dimensions), source=OWN_SOURCE, basis="")
        for one in indicators
        if one.derived and place.indicator in one.fed_by
    ]


def _pairs(
    counts: Iterable[Indicator], county: str, shown: Mapping[Place, Value]
) -> Mapping[Period, list[tuple[Value | None, Value]]]:
    """Return by year, for each indicator that has a value of everybody then: that of women, if any, and that."""
    codes = {one.code: one for one in counts}
    found: defaultdict[Period, list[tuple[Value | None, Value]]] = defaultdict(list)
    for place, everybody in shown.items():
        one = codes.get(place.indicator)
        if one is None or place.area != county or place.period.type != PeriodType.year:
            continue
        if place.dims == total_of(one.dimensions):
            women = shown.get(place._replace(dims=dims_of(one.dimensions, {GENDER: WOMEN})))
            found[place.period].append((women, everybody))
    return found


def _share(pairs: Iterable[tuple[Value | None, Value]]) -> Value:
    """Return the share of women; hidden where a part is, missing where a part is not known."""
    both = [one for pair in pairs for one in pair]
    if any(one is not None and one.status is ObservationStatus.suppressed for one in both):
        return Value(ObservationStatus.suppressed)
    known = [one for one in both if one is not None and one.status in NUMBERED and one.numerator is not None]
    if len(known) < len(both):
        return Value(ObservationStatus.missing)
    women, everybody = (sum(one.numerator or 0 for one in known[first::2]) for first in (0, 1))
    if not everybody:
        return Value(ObservationStatus.not_applicable)
    status = ObservationStatus.given if women else ObservationStatus.zero
    return Value(status, women, everybody)
