import datetime as dt

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box, mapping, shape

from api.places import dissolving

MAP = "/api/v1/areas.geojson"


def features(client, query=""):
    answer = client.get(f"{MAP}?{query}")
    assert answer.status_code == 200, answer.text
    return {feature["properties"]["key"]: feature for feature in answer.json()["features"]}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 50), ("at=2013-12-31", 50), ("level=verbandsgemeinde&at=2013-12-31", 9),
        ("level=verbandsgemeinde&at=2014-07-01", 7), ("level=verbandsgemeinde", 6), ("level=county", 1),
    ],
)  # fmt: skip
def test_each_level_of_each_day_and_the_city(client, query, count):
    found = features(client, query)

    assert len(found) == count + 1
    assert [key for key, feature in found.items() if not feature["properties"]["inside"]] == ["07312"]
    assert found["07312"]["properties"]["population"] is None


@pytest.mark.parametrize("day", ["2013-12-31", "2014-12-31", "2026-11-22"])
def test_verbandsgemeinden_are_exactly_their_municipalities(client, day):
    parts = features(client, f"at={day}")
    for key, feature in features(client, f"at={day}&level=verbandsgemeinde").items():
        if feature["properties"]["inside"]:
            inside = [shape(one["geometry"]) for one in parts.values() if one["properties"]["parent"] == key]
            whole = shape(feature["geometry"])
            assert whole.is_valid
            assert whole.area == pytest.approx(sum(part.area for part in inside), rel=1e-6)
            assert whole.symmetric_difference(shapely.unary_union(inside)).area < 1e-9


def test_the_county_is_one_polygon_around_the_city(client):
    found = features(client, "level=county")
    county, city = shape(found["07335"]["geometry"]), shape(found["07312"]["geometry"])

    assert county.geom_type == "Polygon"
    assert county.intersection(city).area == 0
    shared = county.boundary.intersection(city.boundary).length / city.boundary.length
    assert 0.98 < shared < 1  # in the south the city touches the next county
    parts = [shape(one["geometry"]) for key, one in features(client).items() if key != "07312"]
    assert county.area == pytest.approx(sum(part.area for part in parts), rel=1e-6)


@pytest.mark.parametrize("level", ["municipality", "verbandsgemeinde", "county"])
def test_outer_rings_run_counter_clockwise_and_names_stand_inside(client, level):
    for feature in features(client, f"level={level}").values():
        geometry = shape(feature["geometry"])
        for part in shapely.get_parts(geometry):
            assert part.exterior.is_ccw
            assert not any(hole.is_ccw for hole in part.interiors)
        assert geometry.contains(shapely.Point(feature["properties"]["label"]))


def test_figures_and_parents_are_those_of_the_day(client):
    landstuhl = features(client, "level=verbandsgemeinde&at=2013-12-31")["073355005"]["properties"]

    assert (landstuhl["name"], landstuhl["parent"], landstuhl["population"]) == ("Landstuhl", "07335", 15_133)
    assert features(client)["07335022"]["properties"]["parent"] == "073355011"


def test_the_owner_of_the_outlines_is_named(client, other_county):
    assert "GeoBasis-DE / BKG" in client.get(MAP).json()["attribution"]
    assert other_county.get(MAP).json()["attribution"] == "Erfundene Karte, CC0"


def test_a_county_without_city_and_without_verbandsgemeinden(other_county):
    assert len(features(other_county)) == 3
    assert list(features(other_county, "level=verbandsgemeinde")) == []
    county = features(other_county, "level=county")["99001"]["geometry"]
    assert shape(county).equals(box(8, 50, 8.2, 50.2))


@pytest.mark.parametrize("query", ["level=city", "level=street", "at=2016-02-30", "limit=5"])
def test_bad_questions_are_refused(client, query):
    assert client.get(f"{MAP}?{query}").status_code == 422


@given(
    corners=st.lists(
        st.tuples(st.floats(7, 8), st.floats(49, 50), st.floats(0.01, 0.5), st.floats(0.01, 0.5)),
        min_size=1,
        max_size=6,
    ),
    turn=st.integers(0, 5),
)
def test_the_same_land_is_always_written_the_same_way(corners, turn):
    boxes = [box(x, y, x + width, y + height) for x, y, width, height in corners]
    union = shapely.unary_union(boxes)
    again = shapely.unary_union(boxes[turn % len(boxes) :] + boxes[: turn % len(boxes)])

    written = dissolving.plain(union)
    assert written == dissolving.plain(again) == dissolving.plain(shape(written))
    assert shape(written).area == pytest.approx(union.area, rel=1e-3)


def test_territories_are_drawn_for_every_time_they_lasted():
    from api.places import AreaRow, Gazetteer, Outlines  # noqa: PLC0415 - the smallest county

    def row(key, kind, **more):
        names = {"name": key, "official_name": key}
        return AreaRow.model_validate({"ags": key, "kind": kind, **names, **more})

    book = Gazetteer((
        (2, row("99001", "Landkreis")),
        (3, row("990010001", "Verbandsgemeinde", vg_key="990010001")),
        (4, row("99001001", "Gemeinde", vg_key="990010001")),
        (5, row("99001002", "Gemeinde", valid_to="2019-12-31")),
        (6, row("99001002", "Gemeinde", vg_key="990010001", valid_from="2020-01-01")),
    ))  # fmt: skip
    assert book.faults([]) == []
    drawn = Outlines({"99001001": mapping(box(8, 50, 8.1, 50.1)), "99001002": mapping(box(8.1, 50, 8.2, 50.1))}, "x")

    times = {
        (one["valid_from"], one["valid_to"]): shape(one["geometry"]).bounds
        for one in dissolving.shapes(drawn, book.territory)
        if one["area"] == "990010001"
    }
    assert times == {
        (dt.date.min, dt.date(2019, 12, 31)): (8, 50, 8.1, 50.1),
        (dt.date(2020, 1, 1), dt.date.max): (8, 50, 8.2, 50.1),
    }
