"""A series as CSV the way spreadsheets of this country read it, and its description for the CSV on the Web (CSVW).

UTF-8 with byte order mark, semicolons, decimal points; a text that would be a formula stands behind an apostrophe.
"""

import csv
import io
import json
from collections.abc import Generator
from itertools import islice
from typing import Any

from api.indicators import flat
from api.indicators.published import GAPS, Series
from api.kernel.formulas import harmless

LICENCE_URL = "https://www.govdata.de/dl-de/by-2-0"
_AT_ONCE = 500  # rows a piece


def as_csv(series: Series) -> Generator[bytes]:
    """Yield the file in pieces, written while the rows are read."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in flat.columns(series)])
    yield target.getvalue().encode("utf-8-sig")
    rows = flat.rows(series)
    while some := list(islice(rows, _AT_ONCE)):
        target.seek(0)
        target.truncate()
        writer.writerows([harmless("" if value is None else str(value)) for value in row] for row in some)
        yield target.getvalue().encode()


def as_metadata(series: Series, csv_url: str) -> bytes:
    """Return the CSVW description of the file at `csv_url`."""
    document: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": series.lang.partition("-")[0]}],
        "url": csv_url,
        "dc:title": series.title,
        "dc:description": flat.about(series),
        "dc:license": {"@id": LICENCE_URL},
        "dc:publisher": series.publisher,
        "dialect": {"delimiter": ";", "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": [column.name],
                    "dc:title": column.label,
                    "datatype": "decimal" if column.type == "number" else column.type,
                    "null": ["", *GAPS.values()] if column.name == "value" else [""],
                }
                for column in flat.columns(series)
            ]
        },
    }
    if series.published_at:
        document["dc:issued"] = series.published_at.isoformat()
    return json.dumps(document, ensure_ascii=False, indent=2).encode()
