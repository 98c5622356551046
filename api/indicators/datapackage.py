"""The description of a series' CSV as a Data Package (version 2) with a Table Schema; gaps are labelled."""

import json
import re
from typing import Any

from api.indicators import flat, words
from api.indicators.delimited import LICENCE_URL
from api.indicators.published import GAPS, Series


def as_datapackage(series: Series, csv_url: str) -> bytes:
    """Return the descriptor of a package that holds the file at `csv_url`."""
    name = re.sub("[^a-z0-9._-]", "-", f"indicator-{series.indicator}".lower())
    licence = [{"name": series.licence, "path": LICENCE_URL, "title": "Datenlizenz Deutschland – Namensnennung 2.0"}]
    document: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": series.title,
        "description": flat.about(series),
        "version": series.release or "0",
        "licenses": licence,
        "contributors": [{"title": series.publisher, "roles": ["publisher"]}],
        "resources": [
            {
                "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
                "name": name,
                "type": "table",
                "path": csv_url,
                "scheme": csv_url.partition(":")[0] if "://" in csv_url else "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
                "schema": _schema(series),
            }
        ],
    }
    if series.published_at:
        document["created"] = series.published_at.isoformat()
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _schema(series: Series) -> dict[str, Any]:
    marks = [
        {"value": mark, "label": words.word(f"status.{status.value}", series.lang)} for status, mark in GAPS.items()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            {"name": column.name, "title": column.label, "type": column.type} for column in flat.columns(series)
        ],
        "missingValues": [{"value": "", "label": "-"}, *marks],
    }
