"""A county made for one test, in a database and an app of its own."""

import datetime as dt

import pytest

from api.kernel.db import Database
from api.kernel.language import texts
from api.places import AreaRow, Gazetteer, OrganisationPart, Outlines, PlacesData, SourceRow, load
from api.settings import Settings

START = dt.date(2025, 7, 1)
BASIS = {"basis": "Zensus", "source": "Amt", "licence": "CC0"}


def place(key, kind="Gemeinde", **more):
    return AreaRow.model_validate(
        {"ags": key, "name": f"Ort {key}", "official_name": f"Ort {key}", "kind": kind, **more}
    )


def book(*rows):
    return Gazetteer(tuple(enumerate((place("99001", "Landkreis"), *rows), 2)))


def data(*rows, organisations=(), sources=(), ages=(), derived=(), outlines=None):
    """What a profile would say about places; the county 99001 is always there."""
    return PlacesData(
        book(*rows),
        [SourceRow.model_validate({"date": day, **BASIS}) for day in sources],
        [*ages],
        outlines or Outlines(),
        [*derived],
        [OrganisationPart.model_validate(one) for one in organisations],
        START,
    )


@pytest.fixture
def county(bases, backend, clock, start):
    """Return a function that loads a county and gives a client on it; its `database` is the client's too."""
    address = bases.migrated(backend)
    database = Database(Settings(DATABASE_URL=address).database, clock=clock)

    def made(*rows, **more):
        with database.writing() as session:
            load(session, data(*rows, **more), texts, apply=True)
        return start(address=address)

    made.database = database
    made.address = address
    yield made
    database.close()
