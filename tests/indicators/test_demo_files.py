"""Every released series of a demo, in every breakdown, before the programs of others."""

import json

import pytest

from tests.indicators.readers import (
    faults_of_csvw,
    faults_of_package,
    faults_of_sdmx_json,
    read_jsonstat,
    read_sdmx_csv,
)

BREAKDOWNS = ("", "?by=area", "?by=gender", "?by=migration_background")


@pytest.fixture
def files(demo):
    """For each series that is released: a function from a suffix to its bytes."""

    def of(code, by):
        return lambda suffix: demo.get(f"/api/v1/indicators/{code}/series{suffix}{by}").content

    codes = [one["code"] for one in demo.get("/api/v1/indicators?limit=100").json()["items"]]
    wanted = [(code, by) for code in codes for by in BREAKDOWNS]
    return {
        f"{code}{by}": of(code, by)
        for code, by in wanted
        if demo.get(f"/api/v1/indicators/{code}/series{by}").status_code == 200
    }


def _beside(package):
    """The package with its table in the same folder instead of at its address."""
    told = json.loads(package)
    told["resources"][0] |= {"path": "series.csv", "scheme": "file"}
    return json.dumps(told).encode()


def test_programs_of_others_accept_every_series_in_every_format(files, tmp_path):
    assert len(files) > 30
    for name, file in files.items():
        table = file(".csv")
        described = json.dumps({**json.loads(file(".csv-metadata.json")), "url": "series.csv"}).encode()
        assert faults_of_csvw(tmp_path, table, described) == [], name
        assert faults_of_package(tmp_path, table, _beside(file(".datapackage.json"))) == [], name
        assert faults_of_sdmx_json(file(".sdmx.json")) == [], name


def test_programs_of_others_find_every_row_of_every_series(files):
    counts = set()
    for name, file in files.items():
        rows = len(file(".csv").decode("utf-8-sig").splitlines()) - 1
        counts.add(rows)
        if not rows:
            continue
        assert len(read_sdmx_csv(file(".sdmx.csv").decode()).data) == rows, name
        cube = json.loads(file(".jsonstat.json"))
        assert len(cube["status"]) == rows, name
        assert len(read_jsonstat(json.dumps(cube))) >= rows, name
    assert max(counts) > 30
