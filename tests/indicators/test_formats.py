"""The writers, read by programs of others."""

import csv
import io
import json
import warnings
import zipfile

import openpyxl
import pytest

from api.indicators.datapackage import as_datapackage
from api.indicators.delimited import as_csv, as_metadata
from api.indicators.jsonstat import as_jsonstat
from api.indicators.published import MARK
from api.indicators.sdmx import as_sdmx_csv, attribute_names, dimension_names
from api.indicators.sdmx_message import as_sdmx_json
from api.indicators.spreadsheet import as_xlsx
from tests.indicators.readers import (
    faults_of_csvw,
    faults_of_package,
    faults_of_sdmx_json,
    read_jsonstat,
    read_sdmx_csv,
)
from tests.indicators.series import EVIL, cell, rows, series, whole

_WRITERS = [as_csv, as_xlsx, as_sdmx_csv, as_sdmx_json, as_jsonstat]


def _table(text):
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("write", _WRITERS)
def test_the_same_series_gives_the_same_bytes(write):
    assert whole(write(series())) == whole(write(series()))


@pytest.mark.parametrize("write", _WRITERS)
def test_a_series_without_rows_is_a_whole_file(write):
    assert whole(write(series([])))


@pytest.mark.parametrize("write", _WRITERS)
def test_a_hidden_number_changes_no_byte_of_any_file(write):
    """Whatever the writer is handed beside a suppressed state, nothing but the mark comes out."""
    shown = whole(write(series([cell("2016-Q1", "suppressed"), cell("2016-Q2", numerator=9)])))
    assert shown == whole(write(series([cell("2016-Q1", "suppressed", 3), cell("2016-Q2", numerator=9)])))


def test_csv_tells_the_gaps_apart():
    found = _table(whole(as_csv(series())).decode("utf-8-sig"))
    assert [row["value"] for row in found] == ["12", MARK, ".", "0", "...", "x", "1250"]
    assert [row["status"] for row in found][1:3] == ["suppressed", "missing"]


def test_no_text_of_a_table_is_a_formula():
    found = _table(whole(as_csv(series())).decode("utf-8-sig"))
    assert found[5]["area_name"] == f"'{EVIL}"
    book = openpyxl.load_workbook(io.BytesIO(whole(as_xlsx(series()))))
    assert book.worksheets[0]["F7"].value == f"'{EVIL}"
    assert book.worksheets[0]["F7"].data_type == "s"


def test_openpyxl_reads_numbers_days_and_marks_from_the_spreadsheet():
    book = openpyxl.load_workbook(io.BytesIO(whole(as_xlsx(series()))), read_only=True)
    lines = list(book.worksheets[0].values)
    value = lines[0].index("value")
    assert [line[value] for line in lines[1:]] == [12, MARK, ".", 0, "...", "x", 1250]
    assert lines[1][lines[0].index("start")].isoformat() == "2016-01-01T00:00:00"


def test_more_rows_than_a_sheet_holds_begin_another():
    many = [cell(numerator=number) for number in range(25)]
    book = openpyxl.load_workbook(io.BytesIO(whole(as_xlsx(series(many), rows_per_sheet=10))), read_only=True)
    value = next(iter(book.worksheets[0].values)).index("value")
    found = [line[value] for sheet in book.worksheets[:3] for line in list(sheet.values)[1:]]
    assert found == list(range(25))


def test_a_spreadsheet_says_nothing_of_when_it_was_made():
    with zipfile.ZipFile(io.BytesIO(whole(as_xlsx(series())))) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")


def test_frictionless_reads_the_package_and_the_table_in_it(tmp_path):
    frictionless = pytest.importorskip("frictionless")
    assert faults_of_package(tmp_path, whole(as_csv(series())), as_datapackage(series(), "series.csv")) == []
    with frictionless.system.use_context(trusted=True), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = frictionless.Package(str(tmp_path / "series.datapackage.json"))
        read = package.resources[0].read_rows()
    assert [row["value"] for row in read] == [12, None, None, 0, None, None, 1250]


def test_frictionless_refuses_a_mark_the_package_does_not_name(tmp_path):
    table, package = whole(as_csv(series())), as_datapackage(series(), "series.csv")
    assert faults_of_package(tmp_path, table.replace(MARK.encode(), b"<5"), package)


def test_missing_values_are_labelled():
    schema = json.loads(as_datapackage(series(), "series.csv"))["resources"][0]["schema"]
    assert {"value": MARK, "label": "Wird nicht gezeigt"} in schema["missingValues"]


def test_csvw_reads_the_table_through_the_file_beside_it(tmp_path):
    table, described = whole(as_csv(series())), as_metadata(series(), "series.csv")
    assert faults_of_csvw(tmp_path, table, described) == []
    found = faults_of_csvw(tmp_path, table.replace(MARK.encode(), b"<5"), described)
    assert [one[:25] for one in found] == ["Invalid column value: <5 "]


def test_csvw_describes_every_column_in_order():
    described = [one["name"] for one in json.loads(as_metadata(series(), "series.csv"))["tableSchema"]["columns"]]
    assert described == whole(as_csv(series())).decode("utf-8-sig").splitlines()[0].split(";")


def test_sdmx1_reads_the_sdmx_csv():
    sdmx = pytest.importorskip("sdmx")
    from sdmx.model import v30  # noqa: PLC0415 - there only if sdmx1 is

    structure = v30.DataStructureDefinition(id="IND_2_1")
    for name in dimension_names(series()):
        structure.dimensions.getdefault(id=name)
    structure.measures.getdefault(id="OBS_VALUE")
    for name in attribute_names(series()):
        structure.attributes.getdefault(id=name)
    message = sdmx.read_sdmx(io.BytesIO(whole(as_sdmx_csv(series()))), format="csv", structure=structure)
    found = message.data[0].obs
    assert [one.value for one in found] == ["12", MARK, "", "0", "", "", "1250"]
    assert found[1].dimension["TIME_PERIOD"] == "2016-Q2"
    assert [one.attached_attribute["OBS_STATUS"].value for one in found] == ["A", "Q", "O", "A", "L", "M", "U"]


def test_pysdmx_reads_the_sdmx_csv_as_2_1():
    found = read_sdmx_csv(whole(as_sdmx_csv(series())).decode())
    assert found.structure == "DataStructure=WIK:IND_2_1(1.0)"
    assert list(found.data["OBS_VALUE"]) == ["12", MARK, "", "0", "", "", "1250"]
    assert list(found.data["OBS_STATUS"]) == ["A", "Q", "O", "A", "L", "M", "U"]


@pytest.mark.parametrize("given", [{}, {"demo": True}, {"history": True}])
def test_the_published_schema_accepts_the_sdmx_json(given):
    assert faults_of_sdmx_json(whole(as_sdmx_json(series(**given)))) == []


def test_the_published_schema_refuses_a_message_that_is_not_one():
    message = json.loads(whole(as_sdmx_json(series())))
    message["data"]["dataSets"][0]["observations"]["0:0"] = "twelve"
    assert faults_of_sdmx_json(json.dumps(message))


def test_sdmx_json_leads_from_an_observation_to_its_codes():
    message = json.loads(whole(as_sdmx_json(series())))
    data = message["data"]
    dimensions = data["structures"][0]["dimensions"]["observation"]
    read = {}
    for key, (value, *_) in data["dataSets"][0]["observations"].items():
        codes = [one["values"][int(place)] for one, place in zip(dimensions, key.split(":"), strict=True)]
        read[codes[1]["id"], codes[2]["id"], codes[-1]["value"]] = value
    assert len(read) == len(rows())
    assert read["07335", "_T", "2016-Q2"] == MARK
    assert read["073355011", "m", "2016-Q1"] == 1250
    assert read["07335", "_T", "2016-Q3"] is None


def test_pyjstat_reads_the_cube():
    text = whole(as_jsonstat(series())).decode()
    frame = read_jsonstat(text)
    found = {(row.area, row.gender, row.period): row.value for row in frame.itertuples()}
    assert found["07335", "_T", "2016-Q1"] == 12
    assert found["07335", "_T", "2016-Q4"] == 0
    assert found["073355011", "m", "2016-Q1"] == 1250
    assert found["07335", "_T", "2016-Q2"] != found["07335", "_T", "2016-Q2"] or found["07335", "_T", "2016-Q2"] is None
    status = json.loads(text)["status"]
    assert sorted(status.values()) == sorted(one["status"].value for one in rows())


def test_a_cell_of_several_releases_has_a_place_for_each():
    twice = [cell(numerator=9), cell(numerator=11, release="P-2")]
    cube = json.loads(whole(as_jsonstat(series(twice, history=True))))
    assert sorted(cube["value"].values()) == [9, 11]
    message = json.loads(whole(as_sdmx_json(series(twice, history=True))))
    assert len(message["data"]["dataSets"][0]["observations"]) == 2


def test_invented_numbers_say_so_in_every_row():
    found = _table(whole(as_csv(series(demo=True))).decode("utf-8-sig"))
    assert {row["demo"] for row in found} == {"demo"}
    assert "Demo" in whole(as_jsonstat(series(demo=True))).decode()
    assert json.loads(whole(as_sdmx_json(series(demo=True))))["meta"]["test"]
