"""Certificates as JSON: keys once, everything else by place. For who works out the next release; never shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from api.disclosure import Key, Protection, Table
from api.indicators.cube import Place
from api.indicators.linking import Count
from api.indicators.periods import ProjectTime, parse
from api.indicators.withholding import Certificate, key_of

Stored = Mapping[str, Any]


def stored(certificate: Certificate) -> dict[str, Any]:
    """Return a certificate as JSON."""
    table, protection = certificate.table, certificate.protection
    number = {key: place for place, key in enumerate(table.counts)}

    def numbers(keys: Sequence[Key] | frozenset[Key]) -> list[int]:
        return sorted(number[key] for key in keys)

    return {
        "keys": [list(key) for key in table.counts],
        "counts": list(table.counts.values()),
        "sums": [[number[total], *(number[part] for part in parts)] for total, parts in table.sums],
        "latent": numbers(table.latent),
        "shown": numbers(certificate.shown),
        "hidden": numbers(protection.hidden),
        "reason": protection.reason,
        "witnesses": [[[number[key], count] for key, count in witness.items()] for witness in protection.witnesses],
        "known": sorted(number[key_of(count, since)] for count, since in certificate.known),
    }


def opened(content: Stored, project: ProjectTime) -> Certificate:
    """Return the certificate that `stored` was given."""
    words: list[list[str]] = content["keys"]
    keys: list[Key] = [tuple(one) for one in words]
    known: list[int] = content["known"]
    sums: list[list[int]] = content["sums"]
    told: list[list[tuple[int, int]]] = content["witnesses"]

    def named(places: Sequence[int]) -> frozenset[Key]:
        return frozenset(keys[place] for place in places)

    table = Table(
        dict(zip(keys, content["counts"], strict=True)),
        [(keys[total], tuple(keys[part] for part in parts)) for total, *parts in sums],
        named(content["latent"]),
    )
    witnesses = [{keys[place]: count for place, count in one} for one in told]
    protection = Protection(named(content["hidden"]), witnesses, content["reason"])
    numbers = {_named(words[place], project): content["counts"][place] for place in known}
    return Certificate(table, protection, named(content["shown"]), numbers)


def _named(words: list[str], project: ProjectTime) -> tuple[Count, int]:
    """Return what `key_of` made a key of."""
    since, indicator, source, basis, day, area, period, dims, measure = words
    place = Place(indicator, area, dims, parse(period, project), source, basis, dt.date.fromisoformat(day))
    return Count(place, measure), int(since)
