"""A file from its preview to drafts: everything wrong in one pass, all or nothing, once, nobody overwritten."""

import io

import pytest
from openpyxl import Workbook
from sqlmodel import select

from api.indicators.tables import ImportBatch, Observation, Submission
from tests.conftest import acting, somebody
from tests.indicators.entering import LANDSTUHL, WEILERBACH
from tests.indicators.importing import HEAD, IMPORTS, PREVIEWS, codes, csv, looked, sent
from tests.indicators.test_staff_sheets import GENDERED, begun, four, in_force, moved, shown
from tests.staff import patched, wrong

MANAGER = somebody("project_manager", account=1)
AREA_STAFF = somebody("area_staff", LANDSTUHL, account=3)
TRAINER = somebody("trainer", account=4)
TWO = csv("1.3a;07335;2026-Q3;4", "1.3a;07335;2026-Q2;3")


@pytest.fixture
def client(start):
    return start(demo=True)


def stored(client):
    with client.app.database.reading() as session:
        return [len(session.exec(select(one)).all()) for one in (Submission, Observation, ImportBatch)]


def first_cell(found):
    return [
        (one["before"] and one["before"]["numerator"], one["after"]["numerator"]) for one in found["sheets"][0]["cells"]
    ]


def test_from_a_file_to_drafts(client):
    with acting(client, MANAGER):
        before = stored(client)
        found = looked(client, TWO)
        assert stored(client) == before
        assert (found["rows"], found["new"], found["changed"], found["unchanged"]) == (2, 2, 0, 0)
        assert [(one["period"], one["sheet"], one["cells"][0]["line"]) for one in found["sheets"]] == [
            ("2026-Q3", None, 2),
            ("2026-Q2", None, 3),
        ]
        done = sent(client, TWO)
        assert (done.status_code, done.json()["already"]) == (201, False)
        drafts = done.json()["sheets"]
        assert [(one["period"], one["state"]) for one in drafts] == [("2026-Q2", "draft"), ("2026-Q3", "draft")]
        assert client.get(done.headers["Location"]).json() == done.json()
        where = f"/api/v1/staff/observations/{drafts[1]['sheet']}"
        assert shown(client, where, "working") == [("_T", "value", 4)]
        assert moved(client, where, "submission").json()["state"] == "submitted"


def test_the_same_bytes_once_more_change_nothing(client):
    with acting(client, MANAGER):
        first = sent(client, TWO)
        before = stored(client)
        again = sent(client, TWO, digest="what was looked at long ago")
        assert (again.status_code, again.json()["already"]) == (200, True)
        assert again.json()["number"] == first.json()["number"] == looked(client, TWO)["imported"]
        assert stored(client) == before
        same_values = TWO + b"\n"
        found = sent(client, same_values)
        assert (found.status_code, found.json()["number"], found.json()["already"]) == (200, None, False)
        assert stored(client) == before


def test_everything_that_is_wrong_in_one_pass(client):
    file = csv(
        "9.9;Atlantis;2026-Q3;5",
        "1.3a;07335;2026-Q4;5",
        "1.3a;07335;2026-Q3;1.000",
        "2.1;07335;2026-Q2;99",
        "1.3b;073350001;2025;5",
        "1.3a;07335;2026-H1;5",
        "X.1;07335;2025;5",
        head="Indikator;Gebiet;Zeitraum;Wert",
    )
    with acting(client, MANAGER):
        found = looked(client, file)
    assert codes(found) == [
        (2, "Indikator", "unknown_indicator"),
        (2, "Gebiet", "unknown_area"),
        (4, "Wert", "ambiguous_number"),
        (5, "Wert", "more_than_all"),
        (6, "Gebiet", "unknown_area"),
        (7, "Zeitraum", "wrong_period_type"),
        (8, "Wert", "share_without_numbers"),
    ]
    assert [one["value"] for one in found["faults"]][:4] == ["9.9", "Atlantis", "1.000", "99"]
    assert all(one["hint"] for one in found["faults"])


def test_a_fault_keeps_everything_out(client):
    file = TWO + b"1.3a;07335;2026-Q1;viele\n"
    with acting(client, MANAGER):
        before = stored(client)
        refused = sent(client, file)
        assert wrong(refused) == [("/file/lines/4", "not_a_number")]
        assert "viele" not in refused.text
        assert stored(client) == before


@pytest.mark.parametrize(
    ("content", "pointer", "code"),
    [
        (b"PK\x03\x04 no archive", "/file", "broken_spreadsheet"),
        (b"\xd0\xcf\x11\xe0 old", "/file", "old_or_locked"),
        (b"a\0b", "/file", "unknown_encoding"),
        (csv('1.3a;07335;2026-Q3;"4'), "/file/lines/2", "broken_quotes"),
    ],
)
def test_what_cannot_be_read_says_why(client, content, pointer, code):
    with acting(client, MANAGER):
        answer = client.post(PREVIEWS, files={"file": ("werte", content)})
        assert wrong(answer) == [(pointer, code)]
        assert wrong(sent(client, content, digest="-")) == [(pointer, code)]


def test_what_was_saved_meanwhile_is_looked_at_again(client):
    with acting(client, MANAGER):
        digest = looked(client, TWO)["digest"]
        where = begun(client, four(9))
        late = sent(client, TWO, digest=digest)
        assert (late.status_code, late.json()["type"]) == (412, "/problems/revision-mismatch")
        assert first_cell(looked(client, TWO)) == [(9, 4)]
        digest = looked(client, TWO)["digest"]
        patched(client, where, {"cells": [four(8)]})
        assert sent(client, TWO, digest=digest).status_code == 412
        assert shown(client, where, "working") == [("_T", "value", 8)]
        assert sent(client, TWO).status_code == 201
        assert shown(client, where, "working") == [("_T", "value", 4)]


def test_two_at_once_lose_nothing(client):
    files = [csv(f"1.3a;07335;2026-Q3;{number}", "1.3a;07335;2026-Q2;1") for number in (4, 5)]
    with acting(client, MANAGER):
        digests = [looked(client, one)["digest"] for one in files]
        answers = client.together(
            *(
                ("POST", IMPORTS, {"files": {"file": ("werte.csv", one)}, "data": {"digest": digest}})
                for one, digest in zip(files, digests, strict=True)
            )
        )
        states = sorted(one.status_code for one in answers)
        assert states[0] == 201
        assert states[1] in {409, 412}
        won = [one.status_code for one in answers].index(201)
        where = f"/api/v1/staff/observations/{answers[won].json()['sheets'][1]['sheet']}"
        assert shown(client, where, "working") == [("_T", "value", 4 + won)]
        assert stored(client)[2] == 1


def test_replacing_what_is_in_force_needs_a_reason(client):
    with acting(client, MANAGER):
        where = in_force(client, four(9))
        found = looked(client, TWO)
        assert (found["reason_needed"], found["new"], found["changed"]) == (True, 1, 1)
        before = stored(client)
        assert wrong(sent(client, TWO)) == [("/reason", "reason_missing")]
        assert stored(client) == before
        assert sent(client, TWO, reason="Zählfehler").status_code == 201
        assert (shown(client, where), shown(client, where, "working")) == (
            [("_T", "value", 9)],
            [("_T", "value", 4)],
        )
        assert client.get(where).json()["working"][0]["reason"] == "Zählfehler"


def test_everybody_imports_what_is_theirs_and_nothing_else(client):
    file = csv(f"2.1;{LANDSTUHL};2026-Q3;1", f"2.1;{WEILERBACH};2026-Q3;1", "1.3a;07335;2026-Q3;2")
    with acting(client, MANAGER):
        begun(client, four(1), code="2.1", area=WEILERBACH)  # says the same; nobody else learns that
    with acting(client, AREA_STAFF):
        found = looked(client, file)
        assert codes(found) == [(3, None, "not_yours"), (4, None, "not_yours")]
        assert [one["area"] for one in found["sheets"]] == [LANDSTUHL]
        assert wrong(sent(client, file)) == [("/file/lines/3", "not_yours"), ("/file/lines/4", "not_yours")]
    with acting(client, TRAINER):
        assert [one["line"] for one in looked(client, file)["faults"]] == [2, 3]
        own = sent(client, csv("1.3a;07335;2026-Q3;2"))
        assert own.status_code == 201
    with acting(client, AREA_STAFF):
        assert client.get(own.headers["Location"]).status_code == 404
        known = sent(client, csv("1.3a;07335;2026-Q3;2"))
        assert (known.json()["already"], known.json()["sheets"], known.json()["file_name"]) == (True, [], None)


def test_what_is_in_force_is_corrected_by_who_approves(client):
    file = csv(f"2.1;{LANDSTUHL};2026-Q3;2")
    with acting(client, MANAGER):
        in_force(client, four(1), code="2.1", area=LANDSTUHL)
    with acting(client, AREA_STAFF):
        assert codes(looked(client, file)) == [(2, None, "approved")]
        assert wrong(sent(client, file, reason="anders")) == [("/file/lines/2", "approved")]


def test_withdrawn_values_stay_so(client):
    with acting(client, MANAGER):
        where = in_force(client, four(9))
        moved(client, where, "withdrawal", "Falsche Liste")
        assert codes(looked(client, TWO)) == [(2, None, "withdrawn")]
        assert sent(client, TWO).status_code == 422
        assert client.get(where).json()["state"] == "withdrawn"


def test_what_would_not_fit_together_is_told_and_may_be_a_draft(client):
    file = csv("1.3b;07335;2025;4;_T", "1.3b;07335;2025;5;f", head=f"{HEAD};gender")
    with acting(client, MANAGER):
        found = looked(client, file)
        assert (found["faults"], codes(found, "warnings")) == ([], [(2, None, "parts_exceed_total")])
        done = sent(client, file)
        where = f"/api/v1/staff/observations/{done.json()['sheets'][0]['sheet']}"
        assert wrong(moved(client, where, "submission", "doch")) == [("/cells/_T._T/numerator", "parts_exceed_total")]


def test_a_part_is_added_to_a_sheet_that_is_there(client):
    with acting(client, MANAGER):
        where = begun(client, four(40, "_T._T"), **GENDERED)
        file = csv("1.3b;07335;2025;40;_T", "1.3b;07335;2025;25;f", head=f"{HEAD};gender")
        found = looked(client, file)
        assert (found["new"], found["changed"], found["unchanged"]) == (1, 0, 1)
        assert sent(client, file).status_code == 201
        assert shown(client, where, "working") == [("_T._T", "value", 40), ("f._T", "value", 25)]


def test_what_was_not_read_is_a_question(client):
    book = Workbook()
    for row in (HEAD.split(";"), ["1.3a", "07335", "2026-Q3", 4]):
        book.active.append(row)
    book.create_sheet("Weitere").append(["x"])
    written = io.BytesIO()
    book.save(written)
    file = written.getvalue()
    with acting(client, MANAGER):
        assert looked(client, file)["unread"] == ["other_sheets"]
        assert wrong(sent(client, file)) == [("/partly", "not_all_read")]
        assert sent(client, file, partly="true").status_code == 201


def test_large_files_are_for_those_who_are_known(client):
    large = csv(*["1.3a;07335;2026-Q3;4" + " " * 1000] * 400)  # more than any other address takes
    refused = client.post(PREVIEWS, files={"file": ("werte.csv", large)})
    assert refused.status_code == 401
    unread = client.post(PREVIEWS, content=b"-", headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert unread.status_code == 401, "who is unknown is told so before anything of the file is read"
    with acting(client, MANAGER):
        assert looked(client, large)["faults"][0]["code"] == "given_twice"
        assert client.post(PREVIEWS, files={"file": ("x", b"1" * 9_000_000)}).status_code == 413
        assert client.post("/api/v1/staff/observations", content=large).status_code == 413


def test_nothing_unknown_is_sent_along(client):
    with acting(client, MANAGER):
        answer = client.post(PREVIEWS, files={"file": ("a.csv", TWO)}, data={"sheet": "2"})
        assert wrong(answer) == [("/…", "extra_forbidden")]
        assert client.post(PREVIEWS, json={"file": "x"}).status_code == 422
