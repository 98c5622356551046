"""Released series as files over HTTP: the same cells in every format, read by programs of others."""

import io

import openpyxl
import pytest

from api.indicators.files_router import FORMATS
from tests.indicators.test_series import PEOPLE, SERIES, county  # noqa: F401 - a fixture


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.suffix)
def test_every_format_answers_with_the_same_bytes_again(county, one):  # noqa: F811
    first, again = (county.get(f"{SERIES}.{one.suffix}", params={"lang": "pl"}) for _ in range(2))

    assert first.status_code == 200, first.text
    assert first.headers["content-type"] == one.media_type
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"]
    unchanged = county.get(
        f"{SERIES}.{one.suffix}", params={"lang": "pl"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert unchanged.status_code == 304
    assert county.get(f"/api/v1/indicators/9.9/series.{one.suffix}").status_code == 404
    assert county.get(f"{SERIES}.{one.suffix}", params={"by": "gender"}).status_code == 422


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.suffix)
def test_before_the_first_release_every_format_is_empty_and_whole(client, one):
    answer = client.get(f"{SERIES}.{one.suffix}")

    assert answer.status_code == 200
    assert answer.content


def test_the_table_as_csv_and_as_a_spreadsheet(county):  # noqa: F811
    lines = county.get(f"{SERIES}.csv").content.decode("utf-8-sig").splitlines()
    names = lines[0].split(";")
    told = [dict(zip(names, line.split(";"), strict=True)) for line in lines[1:]]
    sheet = openpyxl.load_workbook(io.BytesIO(county.get(f"{SERIES}.xlsx").content), read_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))

    assert [(one["period"], one["value"], one["status"]) for one in told] == [
        ("2016-Q1", "4", "value"),
        ("2016-Q2", "0", "zero"),
        ("2016-Q3", ".", "missing"),
    ]
    assert list(rows[0]) == names
    assert [str(row[names.index("value")]) for row in rows[1:]] == ["4", "0", "."]


def test_hidden_numbers_are_the_one_mark_and_no_number(county):  # noqa: F811
    text = county.get(f"{PEOPLE}.csv", params={"by": "gender"}).content.decode("utf-8-sig")

    hidden = [line for line in text.splitlines() if ";suppressed;" in line]
    assert len(hidden) == 2
    assert all("•" in line for line in hidden)
    told = county.get(f"{PEOPLE}.jsonstat.json", params={"by": "gender"}).json()
    values = told["value"].values() if isinstance(told["value"], dict) else told["value"]
    assert [value for value in values if value is not None] == [20]


def test_the_descriptions_name_the_file_they_describe(county):  # noqa: F811
    address = "http://localhost:8000/api/v1/indicators/1.3a/series.csv?period=year"

    assert county.get(f"{SERIES}.csv-metadata.json", params={"period": "year"}).json()["url"] == address
    package = county.get(f"{SERIES}.datapackage.json", params={"period": "year"}).json()
    assert package["resources"][0]["path"] == address


def test_files_name_who_publishes_them_as_the_licence_asks(county):  # noqa: F811
    name = county.get("/api/v1/county").json()["official_name"]
    package = county.get(f"{SERIES}.datapackage.json").json()
    assert [one["title"] for one in package["contributors"]] == [name]
    assert county.get(f"{SERIES}.jsonstat.json").json()["source"] == name
    assert county.get(f"{SERIES}.sdmx.json").json()["meta"]["sender"]["name"] == name
    assert name in county.get(f"{SERIES}.csv-metadata.json").text
