# ruff: noqa: E501 - a mistake and what is said about it read best on one line
"""Every mistake in a profile names file, line and field, all in one pass."""

import pytest

from api import profiles


@pytest.mark.parametrize("name", ["kaiserslautern"])
def test_our_profiles_are_without_mistakes(name):
    assert profiles.check(name) == []


def test_the_invented_county_is_without_mistakes(folder):
    assert folder.errors() == []


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("friendly_title:", "frendly_title:", "programme.yaml:21: measures[0].frendly_title: Unknown field. Did you mean friendly_title?"),
        ("nationalities: 12", "nationality: 12", "programme.yaml:2: county.nationality: Unknown field. Did you mean nationalities?"),
        ("as_of: 2024-12-31", "as_of: 2024-02-30", "programme.yaml:7: facts.as_of: This value does not exist: dates are YYYY-MM-DD."),
        ("as_of: 2024-12-31", "as_of: soon", "programme.yaml:7: facts.as_of: Input should be a valid date or datetime, input is too short"),
        ("population: 6000", "population: many", "programme.yaml:8: facts.population: Input should be a valid integer, unable to parse string as an integer"),
        ("goals:", "goals: [", "programme.yaml:14: This is not YAML: did not find expected node content."),
        ('county: {ags: "99001",', 'county: {ags: "99009",', "programme.yaml:2: county.ags: areas.csv has another key for the county."),
        ('county: {ags: "99001", ', "county: {", "programme.yaml:2: county.ags: This field is missing."),
        ("  source: de\n", "  source: de\n  source: de\n", "programme.yaml:11: languages.source: This key is given twice."),
        ("offered: [de, fr]", "offered: [de, fr, pl]", "programme.yaml:12: languages.names: missing for pl"),
        ("offered: [de, fr]", "offered: [fr]", "programme.yaml:11: languages.offered: the source language is missing"),
        ('areas: ["99001002"]', 'areas: ["99001009"]', "programme.yaml:30: organisations[1].areas[0]: areas.csv does not know this area."),
        ("club_type: sport", "club_typ: sport", "programme.yaml:30: organisations[1].club_typ: Unknown field. Did you mean club_type?"),
        ("agreed, from:", "agreed, form:", "programme.yaml:27: measures[0].hand_over.form: Unknown field. Did you mean from?"),
        ("kind: club,", "kind: school,", "programme.yaml:30: organisations[1].club_type: only clubs have one"),
        ("Turnverein Musterdorf", "Kreisverwaltung Muster", "programme.yaml:30: organisations[1].name: Another organisation has the same key; give this one a `key`."),
        ("languages: [de, fr]}", "part_of: nobody}", "programme.yaml:30: organisations[1].part_of: There is no other organisation with this key."),
        ('phases: [{name: "Ansprache"', 'partners: [{name: "X", organisation: x}]\n    phases: [{name: "Ansprache"', "programme.yaml:24: measures[0].partners[0]: There is no organisation with this key."),
        ('sub_goals: ["A.1"]', 'sub_goals: ["A.9"]', "programme.yaml:15: sub_goals: unknown code A.9"),
        ("  - number: 1", "  - 5: 1", "programme.yaml:18: measures[0]: A key must be text: put it in quotation marks."),
    ],
)  # fmt: skip
def test_mistakes_in_programme_yaml(folder, old, new, error):
    found = folder.edit("programme.yaml", old, new).errors()

    assert any(one.startswith(error) for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("99001002,Musterdorf", "9900100,Musterdorf", "areas.csv:4: ags: String should match pattern"),
        ("19.5,1200", "19.5,viele", "areas.csv:4: pop_2023_12_31: Input should be a valid integer"),
        ("Musterdorf,Gemeinde,", "Musterdorf,Gemeide,", "areas.csv:4: kind: Unknown kind. Did you mean Gemeinde?"),
        ("Musterdorf,Gemeinde,,", "Musterdorf,Gemeinde,990010001,", "areas.csv:4: vg_key: There is no Verbandsgemeinde with this key."),
        ("Musterdorf,Gemeinde,,,", "Musterdorf,Gemeinde,,2020-02-30,", "areas.csv:4: valid_from: Input should be a valid date"),
        ("Musterdorf,Gemeinde,,,,", "Musterdorf,Gemeinde,,2020-02-02,2020-02-01,", "areas.csv:4: valid_to: The last day lies before the first."),
        ("Musterdorf,Gemeinde,", "Musterdorf;Gemeinde;", "areas.csv:4: This row has 10 cells, the first line names 12."),
        (",1180,590,", ",1180,5900,", "areas.csv:4: pop_f_2024_12_31: More women and girls than people."),
        ("pop_2023_12_31", "pop_2023_13_31", "areas.csv:1: pop_2023_13_31: The name of the column holds no date that exists: pop_YYYY_MM_DD."),
        ("pop_2023_12_31", "pop_2022_12_31", "areas.csv:1: pop_2022_12_31: population_sources.csv has no row for this date."),
        ("official_name,kind", "oficial_name,kind", "areas.csv:2: oficial_name: Unknown field. Did you mean official_name?"),
        ("Landkreis Muster,Landkreis", "Landkreis Muster,Gemeinde", "areas.csv: kind: There must be exactly one row of kind Landkreis."),
        ("99001003,Übermuster,Übermuster", "99001002,Übermuster,Übermuster", "areas.csv:5: name: Differs from line 4, which describes the same area."),
        ('"Musterstadt, Stadt"', '"Musterstadt, Stadt', "areas.csv:"),
    ],
)  # fmt: skip
def test_mistakes_in_areas_csv(folder, old, new, error):
    found = folder.edit("areas.csv", old, new).errors()

    assert any(one.startswith(error) for one in found), found


ROWS = """ags,name,official_name,kind,vg_key,valid_from,valid_to,area_km2,pop_2024_12_31
99001,Muster,Landkreis Muster,Landkreis,,,,,
990010001,A,Verbandsgemeinde A,Verbandsgemeinde,990010001,,2019-12-31,,
99001001,Musterstadt,Musterstadt,Stadt,990010001,,{last},20,{people}
99001001,Musterstadt,Musterstadt,Stadt,,{first},,20,100
99001002,Musterdorf,Musterdorf,Gemeinde,,,,20,100
99001003,Übermuster,Übermuster,Gemeinde,,,,20,100
"""


@pytest.mark.parametrize(
    ("last", "first", "people", "errors"),
    [
        ("2019-12-31", "2020-01-01", 100, []),
        ("2020-01-31", "2020-02-01", 100, ["areas.csv:4: vg_key: The Verbandsgemeinde does not exist on all days of this membership."]),
        ("2019-12-31", "2019-12-31", 100, ["areas.csv:5: valid_from: Overlaps the membership of line 4."]),
        ("2019-12-31", "2020-01-01", 101, ["areas.csv:5: people: Differs from line 4, which describes the same area."]),
    ],
)  # fmt: skip
def test_memberships_fit_together(folder, last, first, people, errors):
    folder.write("areas.csv", ROWS.format(last=last, first=first, people=people))

    assert folder.errors() == errors


@pytest.mark.parametrize(
    ("file", "text", "error"),
    [
        ("municipalities.geojson", "{", "municipalities.geojson:1: This is not JSON."),
        ("municipalities.geojson", "[]", "municipalities.geojson: Input should be a valid dictionary"),
        ("municipalities.geojson", '{"type": "FeatureCollection", "features": []}', "municipalities.geojson: attribution: This field is missing."),
        ("population_sources.csv", "date,basis,source,licence\n2024-12-31,,x,y\n", "population_sources.csv:2: basis: String should have at least 1 character"),
        ("age_structure.csv", "area,date,age_from,age_to,total,female\n99009,2024-12-31,0,,1,\n", "age_structure.csv:2: area: areas.csv does not know this area."),
        ("age_structure.csv", "area,date,age_from,age_to,total,female\n99001,2024-12-31,5,4,1,\n", "age_structure.csv:2: age_to: lies below age_from"),
        ("age_structure.csv", "area,date,age_from,age_to,total,female\n99001,2024-12-31,5,,1,2\n", "age_structure.csv:2: female: more than total"),
        ("texts/fr.yaml", "machine: {Zusammen leben: 5}", "texts/fr.yaml:1: machine.Zusammen leben: Input should be a valid string"),
        ("texts/fr.yaml", "machin: {}", "texts/fr.yaml:1: machin: Unknown field. Did you mean machine?"),
        ("demo.yaml", "organisations: [{name: X, kind: club, contacts: [{name: Y, consent_on: someday}]}]", "demo.yaml:1: organisations[0].contacts[0].consent_on: use a date, or a day of a project quarter such as q3+20"),
        ("demo.yaml", "programme: {measures: [{number: 9}]}", "demo.yaml:1: programme.measures: programme.yaml does not plan measure 9."),
        ("demo.yaml", "a: &a [*a]", "demo.yaml:1: a[0]: An alias may not lead back to what it stands in."),
    ],
)  # fmt: skip
def test_mistakes_in_other_files(folder, file, text, error):
    found = folder.write(file, text).errors()

    assert any(one.startswith(error) for one in found), found


def test_an_outline_of_an_unknown_area(folder):
    folder.edit("municipalities.geojson", '{"ags": "99001003"}', '{"ags": "99001009"}')

    assert folder.errors() == [
        "municipalities.geojson: features[2].properties.ags: areas.csv does not know this area."
    ]  # fmt: skip


def test_an_outline_that_does_not_close(folder):
    folder.edit("municipalities.geojson", "[8, 50.1], [8, 50]]]", "[8, 50.1], [8, 50.05]]]")

    (error,) = folder.errors()
    assert error.startswith("municipalities.geojson: features[0].geometry.Polygon.coordinates[0]")


@pytest.mark.parametrize("file", ["programme.yaml", "areas.csv", "population_sources.csv"])
def test_files_every_profile_needs(folder, file):
    folder.drop(file)

    assert any("missing" in error or "no such profile" in error for error in folder.errors())


@pytest.mark.parametrize("file", ["age_structure.csv", "municipalities.geojson", "texts/fr.yaml"])
def test_files_a_profile_may_leave_out(folder, file):
    assert folder.drop(file).errors() == []


def test_all_mistakes_come_in_one_pass(folder):
    folder.edit("programme.yaml", "friendly_title:", "frendly_title:")
    folder.edit("areas.csv", "Musterdorf,Gemeinde,", "Musterdorf,Gemeide,")
    folder.write("demo.yaml", "organisation: []")

    files = [error.partition(":")[0] for error in folder.errors()]
    assert {"programme.yaml", "areas.csv", "demo.yaml"} == set(files)


def test_an_unknown_profile_names_those_there_are():
    (error,) = profiles.check("nowhere")

    assert "kaiserslautern" in error.hint


def test_a_missing_translation_is_a_mistake_where_the_profile_says_so(folder):
    folder.edit("programme.yaml", "  names:", "  translations: required\n  names:")

    found = folder.errors()

    assert "texts/fr.yaml: Vereine öffnen: This text has no translation." in found
    assert not any("Zusammen leben" in error for error in found)


def test_a_translation_of_nothing_names_the_text_that_was_probably_meant(folder):
    folder.edit("programme.yaml", "  names:", "  translations: required\n  names:")
    folder.edit("texts/fr.yaml", "Vereine machen mit", "Vereine machten mit")

    assert (
        "texts/fr.yaml:2: Vereine machten mit: The profile has no such text. Did you mean: Vereine machen mit"
        in folder.errors()
    )


def test_a_file_that_is_no_text(folder):
    (folder.path / "programme.yaml").write_bytes(b"\xff\xfe\x00")

    assert folder.errors() == ["programme.yaml: This file cannot be read as UTF-8 text."]
